// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import { Browser } from "./_browse.ts";
import { type Revive, type Site, site, variable } from "./mod.ts";

const coins = variable("coins", 0);

function shop(revive?: Revive): { shop: Site; faults: unknown[] } {
  const faults: unknown[] = [];
  const shop = site({
    ...revive === undefined ? {} : { revive },
    onError: (error) => faults.push(error),
  });
  shop.page("/", (_values, { knownVisitor }) => `${knownVisitor?.name}`, {
    layout: false,
  });
  shop.page("/in", (_values, { visitor, frame }) => {
    return `${visitor.name} ${visitor.get(coins)} ${frame.tab}`;
  }, { layout: false });
  return { shop, faults };
}

/** A browser that knows a site of before, and what it is known by. */
async function regular(): Promise<
  { browser: (site: Site) => Browser; hash: string; secret: string }
> {
  const { shop: before } = shop();
  const browser = new Browser(before);
  await browser.get("/in");
  const secret = browser.cookies.get("tpd2")!;
  const hash = await before.frames.hashOf(before.frames.find(secret)!);
  return {
    hash,
    secret,
    browser: (site) => {
      const after = new Browser(site);
      after.cookies.set("tpd2", secret);
      return after;
    },
  };
}

Deno.test("SiteOptions.revive brings a visitor back by the hash of its secret", async () => {
  const { browser, hash } = await regular();
  const asked: string[] = [];
  const { shop: after } = shop((hash) => {
    asked.push(hash);
    return Promise.resolve((visitor) => {
      visitor.rename("Ada");
      visitor.set(coins, 7);
    });
  });
  const client = browser(after);
  assertEquals((await client.get("/")).text, "Ada");
  const inside = await client.get("/in");
  assertEquals(inside.headers.get("set-cookie"), null);
  const [name, amount, tab] = inside.text.split(" ");
  assertEquals([name, amount], ["Ada", "7"]);
  // Tabs of before the restart have the low numbers.
  assert(parseInt(tab!) > 1000);
  assertEquals(asked, [hash]);
  assertEquals(after.frames.stats(), { visitors: 1, acted: 1, frames: 1 });
});

Deno.test("SiteOptions.revive is asked once for what a page asks at once", async () => {
  const { browser } = await regular();
  let count = 0;
  const gate = Promise.withResolvers<void>();
  const { shop: after } = shop(async () => {
    count++;
    await gate.promise;
    return (visitor) => visitor.rename("Ada");
  });
  const client = browser(after);
  const all = [client.send("/", {}), client.send("/", {})];
  gate.resolve();
  for (const { text } of await Promise.all(all)) assertEquals(text, "Ada");
  assertEquals(count, 1);
});

Deno.test("SiteOptions.revive is not asked about what cannot be a secret", async () => {
  const { shop: after } = shop(() => {
    throw new Error("asked");
  });
  const client = new Browser(after);
  assertEquals((await client.get("/")).text, "undefined");
  client.cookies.set("tpd2", "short");
  assertEquals((await client.get("/")).text, "undefined");
});

Deno.test("SiteOptions.revive leaves strangers strangers", async () => {
  const { browser, secret } = await regular();
  const { shop: after } = shop(() => null);
  const client = browser(after);
  assertEquals((await client.get("/")).text, "undefined");
  await client.get("/in");
  assertNotEquals(client.cookies.get("tpd2"), secret);
});

Deno.test("SiteOptions.revive fails the request without taking the cookie", async () => {
  const { browser, secret } = await regular();
  let isUp = false;
  const { shop: after, faults } = shop(() => {
    if (!isUp) throw new Error("the store is away");
    return (visitor) => visitor.rename("Ada");
  });
  const client = browser(after);
  assertEquals((await client.get("/in")).status, 500);
  assertEquals(faults.length, 1);
  assertEquals(client.cookies.get("tpd2"), secret);
  isUp = true;
  assertEquals((await client.get("/")).text, "Ada");
});

Deno.test("FrameStore.revive() leaves who is here, and refuses what is no secret", async () => {
  const { shop: one } = shop();
  const visitor = one.frames.createVisitor();
  const secret = one.frames.secretOf(visitor);
  assertEquals(one.frames.revive(secret, () => visitor.rename("X")), visitor);
  assertNotEquals(visitor.name, "X");
  assertThrows(() => one.frames.revive("short", () => {}), TypeError);
  const other = (await regular()).secret;
  assertThrows(() =>
    one.frames.revive(other, () => {
      throw new RangeError("no");
    }), RangeError);
  assertEquals(one.frames.stats().visitors, 1);
});
