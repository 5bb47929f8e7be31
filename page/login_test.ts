// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertMatch,
  assertNotEquals,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import fc from "fast-check";
import { p } from "../ml/mod.ts";
import { TestClock } from "../net/test_clock.ts";
import { addressKey, Attempts } from "./attempts.ts";
import { actionOf, Browser } from "./_browse.ts";
import {
  actionButton,
  hashPassword,
  loginForm,
  Logins,
  type LoginsOptions,
  site,
  variable,
  verifyPassword,
} from "./mod.ts";

const coins = variable("coins", 0);
const CHEAP = { memory: 64, passes: 1 };

Deno.test("verifyPassword() agrees with the reference implementation", async () => {
  // From the tests of the reference implementation of RFC 9106.
  const vectors: [password: string, hash: string][] = [
    [
      "password",
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
    ],
    [
      "password",
      "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
    ],
    [
      "password",
      "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
    ],
  ];
  for (const [password, hash] of vectors) {
    assert(await verifyPassword(password, hash), hash);
    assert(!await verifyPassword(`${password}.`, hash), hash);
    assert(!await verifyPassword("", hash), hash);
  }
});

Deno.test("hashPassword() salts, and writes what verifyPassword() reads", async () => {
  const first = await hashPassword("Ångström", CHEAP);
  const second = await hashPassword("Ångström", CHEAP);
  assertNotEquals(first, second);
  assertMatch(
    first,
    /^\$argon2id\$v=19\$m=64,t=1,p=1\$[\w+/]{22}\$[\w+/]{43}$/,
  );
  assert(await verifyPassword("A\u030angstro\u0308m", first));
  assertMatch(await hashPassword("x"), /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

Deno.test("hashPassword() and verifyPassword() refuse what is out of bounds", async () => {
  await assertRejects(() => hashPassword(""), RangeError);
  await assertRejects(() => hashPassword("x".repeat(1025)), RangeError);
  await assertRejects(() => hashPassword("é".repeat(513)), RangeError);
  for (const work of [{ memory: 7 }, { passes: 0 }, { parallelism: 0.5 }]) {
    await assertRejects(() => hashPassword("x", work), RangeError);
  }
  const good = await hashPassword("x", CHEAP);
  assertEquals(await verifyPassword("x".repeat(100_000), good), false);
  for (
    const bad of ["", "x", good.replace("argon2id", "argon2i"), `${good}x\n`]
  ) {
    await assertRejects(() => verifyPassword("x", bad), SyntaxError);
  }
  for (const bad of ["m=9999999", "m=1"]) {
    const hash = good.replace("m=64", bad);
    await assertRejects(() => verifyPassword("x", hash), RangeError);
  }
});

async function office(options: LoginsOptions = {}) {
  const hash = await hashPassword("engine", CHEAP);
  const asked: string[] = [];
  const logins = new Logins((account) => {
    asked.push(account);
    return account === "ada" ? hash : null;
  }, options);
  const office = site({ style: false }).page("/", (_values, { visitor }) => [
    p(`coins ${visitor.get(coins)}, ${visitor.account ?? "nobody"}`),
    p(actionButton("Earn", () => visitor.set(coins, visitor.get(coins) + 1))),
    p(actionButton("Leave", (context) => logins.logout(context))),
    loginForm(logins),
  ]);
  const login = async (browser: Browser, account: string, password: string) => {
    const page = await browser.get("/");
    const action = /<form [^>]*action="([^"]*)"/.exec(page.text)![1]!;
    return await browser.post(
      action,
      new URLSearchParams({ account, password }),
    );
  };
  return { office, login, asked, logins };
}

Deno.test("loginForm() logs in, changes the secret and ends all tabs", async () => {
  const { office: site, login } = await office();
  const browser = new Browser(site);
  const first = await browser.get("/");
  await browser.post(actionOf(first, "Earn"));
  const before = browser.cookies.get("tpd2")!;
  let page = await login(browser, "ada", "engine");
  assertStringIncludes(page.text, "coins 1, ada");
  const after = browser.cookies.get("tpd2")!;
  assertNotEquals(after, before);
  // Who knew the secret before gains nothing.
  const thief = new Browser(site);
  thief.cookies.set("tpd2", before);
  assertStringIncludes((await thief.get("/")).text, "coins 0, nobody");
  assertNotEquals(thief.cookies.get("tpd2"), before);
  assertEquals((await browser.post(actionOf(first, "Earn"))).status, 410);

  page = await browser.get("/");
  page = await browser.post(actionOf(page, "Leave"));
  assertStringIncludes(page.text, "coins 1, nobody");
  assertNotEquals(browser.cookies.get("tpd2"), after);
});

Deno.test("loginForm() does not tell what is wrong", async () => {
  const { office: site, login, asked } = await office();
  const browser = new Browser(site);
  const wrong = await login(browser, "ada", "steam");
  assertStringIncludes(
    wrong.text,
    "Password is wrong, or there is no such account.",
  );
  assertStringIncludes(wrong.text, 'value="ada"');
  assert(!wrong.text.includes("steam"));
  const unknown = await login(browser, "bob", "engine");
  assertEquals(
    unknown.text.includes("Password is wrong, or there is no such account."),
    true,
  );
  assertEquals(asked, ["ada", "bob"]);
});

Deno.test("Logins limits attempts by account and by address", async () => {
  const clock = new TestClock();
  const { office: site, login, asked } = await office({
    clock,
    window: 60_000,
    maxPerAccount: 2,
    maxPerAddress: 4,
  });
  const browser = new Browser(site);
  await login(browser, "ada", "1");
  await login(browser, "ada", "2");
  const refused = await login(browser, "ada", "engine");
  assertEquals(refused.status, 429);
  assertEquals(refused.headers.get("retry-after"), "30");
  assertEquals(asked.length, 2);
  clock.advance(30_000);
  assertStringIncludes((await login(browser, "ada", "engine")).text, "ada");
  // What was right costs nothing.
  assertStringIncludes((await login(browser, "ada", "engine")).text, "ada");
  // Another account, the same address.
  for (const account of ["a", "b", "c", "d"]) {
    await login(new Browser(site), account, "x");
  }
  assertEquals((await login(new Browser(site), "e", "x")).status, 429);
});

Deno.test("Logins checks few passwords at a time", async () => {
  const gate = Promise.withResolvers<string | null>();
  const started = Promise.withResolvers<void>();
  let checking = 0;
  const logins = new Logins(() => {
    checking++;
    started.resolve();
    return gate.promise;
  }, { maxChecking: 1, maxPerAddress: 100, work: CHEAP });
  const one = site().page("/", (_values, { frame }) => `${frame.tab}`);
  const browser = new Browser(one);
  await browser.get("/");
  const exchange = { remoteAddress: "" };
  const [visitor] = [one.frames.find(browser.cookies.get("tpd2")!)!];
  const [frame] = one.frames.framesOf(visitor);
  const context = { exchange, frame, visitor } as unknown as Parameters<
    typeof logins.login
  >[0];
  const all = Array.from(
    { length: 18 },
    (_, i) => logins.login(context, `a${i}`, "x").catch(String),
  );
  assertMatch(String(await all[17]), /too many do at the moment/);
  await started.promise;
  assertEquals(checking, 1);
  gate.resolve(null);
  assertEquals(new Set(await Promise.all(all.slice(0, 17))), new Set([false]));
  assertEquals(checking, 17);
});

Deno.test("Attempts lets nobody try more often than said, and forgets", () => {
  fc.assert(fc.property(
    fc.array(
      fc.record({
        wait: fc.nat(50),
        key: fc.constantFrom("a", "b"),
        good: fc.boolean(),
      }),
      { maxLength: 100 },
    ),
    (tries) => {
      const clock = new TestClock();
      const attempts = new Attempts({ clock, max: 3, window: 300, maxKeys: 9 });
      const failed: Record<string, number[]> = { a: [], b: [] };
      for (const { wait, key, good } of tries) {
        clock.advance(wait);
        const delay = attempts.delay(key);
        if (delay > 0) {
          assert(delay <= 100);
          continue;
        }
        attempts.take(key);
        if (good) attempts.giveBack(key);
        else failed[key]!.push(clock.now());
        // In any stretch of time: three, and one for each 100 ms of it.
        for (const since of failed[key]!) {
          const count = failed[key]!.filter((at) => at >= since).length;
          assert(count <= 3 + (clock.now() - since) / 100 + 1e-9);
        }
      }
    },
  ));
  const clock = new TestClock();
  const few = new Attempts({ clock, max: 1, window: 1, maxKeys: 5 });
  for (let i = 0; i < 100; i++) few.take(String(i));
  assertEquals(few.size, 5);
});

Deno.test("addressKey() takes an IPv6 network for one", () => {
  const cases: [string, string][] = [
    ["192.0.2.1", "192.0.2.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:0DB8:1:2::1", "2001:db8:1:2"],
    ["2001:db8::1", "2001:db8:0:0"],
    ["::1", "0:0:0:0"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["", ""],
  ];
  for (const [address, key] of cases) assertEquals(addressKey(address), key);
});
