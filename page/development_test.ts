// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertMatch,
  assertNotMatch,
  assertStringIncludes,
} from "@std/assert";
import { nuAvailable, nuCheck } from "../_tools/nu_check.ts";
import { HttpError, reply } from "../http/mod.ts";
import { h1, link, setDevelopment } from "../ml/mod.ts";
import { site, type SiteOptions } from "./mod.ts";

function faulty(options: SiteOptions) {
  return site({ title: "Shop", onError() {}, ...options })
    .page("/", () => h1("Welcome"))
    .page("/fault", () => {
      throw new RangeError("<nothing> to sell", { cause: "the shelf is bare" });
    })
    .page("/text", () => {
      throw "only text";
    })
    .page("/busy", () => {
      throw new HttpError(500, "Cannot sell now");
    });
}

async function get(options: SiteOptions, path: string): Promise<string> {
  const request = new Request(`http://localhost${path}`);
  return await (await faulty(options).fetch(request)).text();
}

Deno.test("a site hides what a fault was unless it is under development", async () => {
  const text = await get({}, "/fault");
  assertNotMatch(text, /nothing|RangeError|_test\.ts|development/);
  assertNotMatch(await get({}, "/"), /script/);
});

Deno.test("a site under development shows the fault, its stack and its cause", async () => {
  const text = await get({ development: true }, "/fault");
  assertStringIncludes(
    text,
    "<h1>RangeError</h1><p>&lt;nothing&gt; to sell</p>",
  );
  assertMatch(text, /at .*development_test\.ts:\d+:\d+/);
  assertStringIncludes(text, "the shelf is bare");
  assertStringIncludes(text, "<code>GET /fault</code>");
  assertNotMatch(text, /<mark>/);
  assertStringIncludes(
    await get({ development: true }, "/text"),
    "<h1>Thrown</h1><p>only text</p>",
  );
});

Deno.test("a site under development shows the line at fault where it may read", async () => {
  const asked: string[] = [];
  const readSource = (url: URL) => {
    asked.push(url.href);
    return Deno.readTextFile(url);
  };
  const text = await get({ development: { readSource } }, "/fault");
  assertMatch(text, /<mark>\d+ +throw new RangeError\(/);
  assertMatch(asked[0]!, /\/page\/development_test\.ts$/);
  const unread = await get({
    development: { readSource: () => Promise.reject(new Error("gone")) },
  }, "/fault");
  assertStringIncludes(unread, "<h1>RangeError</h1>");
  assertNotMatch(unread, /<mark>/);
});

Deno.test("where nothing is found a site under development shows what there is", async () => {
  const pages = faulty({ development: true })
    .page("/users/:id", ({ id }) => h1(id))
    .on("POST", "/buy", () => reply("bought"));
  const missing = await pages.fetch(new Request("http://localhost/nowhere"));
  assertEquals(missing.status, 404);
  const text = await missing.text();
  assertStringIncludes(text, '<li><a href="/busy">/busy</a></li>');
  assertStringIncludes(text, "<li><code>/users/:id</code></li>");
  assertNotMatch(text, /href="\/_tpd2|buy/);
  assertNotMatch(await get({}, "/nowhere"), /busy/);
});

Deno.test("refusals are shown the same under development", async () => {
  const options = { development: true };
  assertStringIncludes(await get(options, "/busy"), "Cannot sell now");
  assertStringIncludes(await get(options, "/nowhere"), "Not found");
  const own = await get(
    { ...options, errorPage: ({ status }) => h1("Oops ", status) },
    "/nowhere",
  );
  assertStringIncludes(own, "<h1>Oops 404</h1>");
});

Deno.test("pages under development ask which run of the server they are of", async () => {
  const head = link({ rel: "icon", href: "/icon.svg" });
  for (const options of [{ head }, { head: () => head }]) {
    const text = await get({ ...options, development: true }, "/");
    assertStringIncludes(
      text,
      `<link rel="icon" href="/icon.svg">` +
        `<script src="/_tpd2/development.js" defer></script></head>`,
    );
  }
  const first = faulty({ development: true, prefix: "/_own/" });
  const url = "http://localhost/_own/development";
  const code = await (await first.fetch(new Request(`${url}.js`))).text();
  assertStringIncludes(code, "location.reload()");
  const names: (string | null)[] = [];
  for (
    const run of [first, first, faulty({ development: true, prefix: "/_own/" })]
  ) {
    const response = await run.fetch(new Request(url));
    names.push(response.headers.get("tpd2-build"));
    await response.body!.cancel();
  }
  assertEquals(names[0], names[1]);
  assert(names[0] !== names[2], "another run has another name");
  const without = await faulty({}).fetch(new Request(`${url}.js`));
  assertEquals(without.status, 404);
});

Deno.test("Site.dangers() warns of what must not be public", () => {
  const exposure = { isPublic: true, isSecure: true, trustsProxies: false };
  const hidden = { ...exposure, isPublic: false };
  const [development, ...none] = site({ development: true }).dangers(exposure);
  assertMatch(development!, /shows its source to everybody/);
  assertEquals(none, []);
  assertEquals(site({ development: true }).dangers(hidden), []);
  assertMatch(site().dangers(exposure)[0]!, /setDevelopment\(false\)/);
  setDevelopment(false);
  try {
    assertEquals(site().dangers(exposure), []);
    const plain = { ...exposure, isSecure: false };
    assertMatch(site().dangers(plain)[0]!, /cookies travel unencrypted/);
    assertEquals(site({ baseUrl: "https://a.example" }).dangers(plain), []);
    assertEquals(site().dangers({ ...plain, trustsProxies: true }), []);
  } finally {
    setDevelopment(true);
  }
});

Deno.test({
  name: "pages under development are as the Nu checker wants them",
  ignore: !nuAvailable(),
  async fn() {
    const development = { readSource: (url: URL) => Deno.readTextFile(url) };
    const pages = new Map<string, string>();
    for (const path of ["/", "/fault", "/text", "/nowhere"]) {
      pages.set(path, await get({ development }, path));
    }
    assertEquals(await nuCheck(pages), []);
  },
});
