// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { BlogProcess, get, run } from "./testdata/blog_process.ts";

const FIXTURES = new URL("./testdata/entries", import.meta.url).pathname;

Deno.test("the blog follows its files while it runs", async () => {
  const directory = await Deno.makeTempDir();
  const write = (name: string, lines: string) =>
    Deno.writeTextFile(
      `${directory}/${name}.md`,
      `---\ndate: 2026-01-01\n${lines}\n---\nText.`,
    );
  try {
    await write("one", "title: First");
    await write("two", "title: Second");
    await using blog = new BlogProcess([directory, "--port=0"]);
    const url = await blog.ready();
    const has = async (path: string, text: string) =>
      (await get(url + path)).text.includes(text);
    assert(await has("one", "<h1>First</h1>"));
    await write("one", "title: Changed");
    while (!await has("one", "<h1>Changed</h1>"));
    await Deno.remove(`${directory}/two.md`);
    while (await has("latest", "Second"));
    // A broken edit leaves what was there, and others show none the less.
    await write("one", "title: {");
    await Deno.mkdir(`${directory}/folder`);
    await write("folder/three", "title: Third");
    while (!await has("three", "<h1>Third</h1>"));
    assert(await has("one", "<h1>Changed</h1>"));
    blog.signal("SIGTERM");
    const { code, errors } = await blog.ended();
    assertEquals(code, 0);
    assertMatch(errors, /^Cannot read entry one\.md:\d+: [^\n]+\n$/);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("the blog serves what lies beside its entries, and no more", async () => {
  await using blog = new BlogProcess([FIXTURES, "--port=0"]);
  const url = await blog.ready();
  const image = await fetch(`${url}nested/dot.png`);
  assertEquals((await image.bytes()).length > 60, true);
  assertEquals(image.headers.get("content-type"), "image/png");
  assertStringIncludes(
    image.headers.get("content-security-policy")!,
    "default-src 'none'",
  );
  const again = await fetch(`${url}nested/dot.png`, {
    headers: { "if-none-match": image.headers.get("etag")! },
  });
  assertEquals(again.status, 304);
  for (
    const path of [
      "draft.md",
      "broken.md",
      "nested",
      "nested/",
      "nested/none.png",
      "..%2fxml.ts",
      "%2e%2e/xml.ts",
    ]
  ) {
    assertEquals((await get(url + path)).status, 404, path);
  }
});

Deno.test("the blog checks its entries on --check", async () => {
  const good = await run(["--check"]);
  assertEquals([good.code, good.errors], [0, ""]);
  assertMatch(good.out, /^Checked \d+ entries: nothing is broken\n$/);
  const bad = await run([FIXTURES, "--check"]);
  assertEquals(bad.code, 1);
  assertMatch(bad.out, /^Checked \d+ entries: 2 problems\n$/);
  assertStringIncludes(bad.errors, "Cannot read entry broken.md:3: ");
});

Deno.test("the blog believes the proxies that are named", async () => {
  const headers = {
    "x-forwarded-for": "203.0.113.7",
    "x-forwarded-proto": "https",
  };
  for (
    const [args, scheme] of [
      [[], "http"],
      [["--behind-proxy=127.0.0.1"], "https"],
    ] as const
  ) {
    await using blog = new BlogProcess([FIXTURES, "--port=0", ...args]);
    const url = await blog.ready();
    const response = await fetch(`${url}robots.txt`, { headers });
    assertStringIncludes(await response.text(), `Sitemap: ${scheme}://`);
  }
});

Deno.test("the blog serves https by itself", async () => {
  const pem = (name: string) =>
    new URL(`../net/testdata/localhost_${name}.pem`, import.meta.url).pathname;
  await using blog = new BlogProcess([
    FIXTURES,
    "--port=0",
    "--hostname=localhost",
    `--tls-cert=${pem("cert")}`,
    `--tls-key=${pem("key")}`,
  ]);
  const { port } = new URL(await blog.ready());
  using client = Deno.createHttpClient({
    caCerts: [await Deno.readTextFile(pem("cert"))],
  });
  const response = await fetch(`https://localhost:${port}/robots.txt`, {
    client,
  });
  assertStringIncludes(await response.text(), "Sitemap: https://localhost");
});

Deno.test("the blog says why it cannot serve https", async () => {
  const args = ["--port=0", "--tls-cert=none.pem", "--tls-key=none.pem"];
  const { code, errors } = await run(args);
  assertEquals(
    [code, errors],
    [1, "Cannot read none.pem for TLS: there is no such file\n"],
  );
});
