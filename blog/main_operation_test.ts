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

Deno.test("the blog finds its directory anew when it was removed and made again", async () => {
  const parent = await Deno.makeTempDir();
  const directory = `${parent}/posts`;
  const write = async (name: string) => {
    await Deno.mkdir(directory, { recursive: true });
    await Deno.writeTextFile(
      `${directory}/${name}.md`,
      `---\ndate: 2026-01-01\ntitle: ${name}\n---\nText.`,
    );
  };
  try {
    await write("one");
    await using blog = new BlogProcess([directory, "--port=0"]);
    const url = await blog.ready();
    const has = async (path: string) => (await get(url + path)).status === 200;
    assert(await has("one"));
    // At once, so that nobody sees that it was gone; and so that somebody does.
    for (const name of ["two", "three"]) {
      await Deno.remove(directory, { recursive: true });
      if (name === "three") await blog.says("there is no such directory");
      await write(name);
      while (!await has(name));
    }
    // It follows the new directory, too.
    await write("four");
    while (!await has("four"));
    assert(await has("three"));
    assert(!await has("two"));
  } finally {
    await Deno.remove(parent, { recursive: true });
  }
});

Deno.test("the blog reads blog.json, and logs requests", async () => {
  const cwd = await Deno.makeTempDir();
  const log = `${cwd}/access.log`;
  try {
    const config = { directory: FIXTURES, title: "From a file", log, port: 0 };
    await Deno.writeTextFile(`${cwd}/blog.json`, JSON.stringify(config));
    await using blog = new BlogProcess([], { cwd });
    const url = await blog.ready();
    assertStringIncludes((await get(url)).text, "<title>From a file</title>");
    await get(`${url}nowhere`);
    blog.signal("SIGTERM");
    assertEquals((await blog.ended()).code, 0);
    const lines = (await Deno.readTextFile(log)).trimEnd().split("\n");
    assertEquals(lines.length, 2);
    assertMatch(
      lines[1]!,
      /^127\.0\.0\.1 - - \[.*\] "GET \/nowhere HTTP\/1\.1" 404 - "-" "Deno\/\S+" \d+\.\d{3}$/,
    );
    await Deno.writeTextFile(`${cwd}/blog.json`, '{"prot": 0}');
    const { code, errors } = await run([], { cwd });
    assertEquals([code, errors], [
      1,
      "Cannot use blog.json: there is no option `prot`, did you mean `port`?\n",
    ]);
    const other = await run(["--config=none.json"], { cwd });
    assertEquals(
      other.errors,
      "Cannot read none.json: there is no such file\n",
    );
    const lost = await run([FIXTURES, "--config=/dev/null"], { cwd });
    assertMatch(
      lost.errors,
      /^Cannot use \/dev\/null: it is no JSON: [^\n]+\n$/,
    );
  } finally {
    await Deno.remove(cwd, { recursive: true });
  }
});

Deno.test("the blog says why it cannot log, and which directory is not there", async () => {
  const bad = await run([FIXTURES, "--port=0", "--log=none/access.log"]);
  assertEquals(bad.errors.split("\n").slice(-2), [
    "Cannot log to none/access.log: there is no such directory, so make it",
    "",
  ]);
  const lost = await run([FIXTURES, "--static=none"]);
  assertEquals(
    lost.errors,
    "Cannot use --static none: there is no such directory\n",
  );
});

Deno.test("the blog serves a whole blog of Jekyll, or of Hugo", async () => {
  const post = "---\ntitle: Post\ndate: 2026-01-01\n---\n![a](/images/a.png)\n";
  for (
    const [folder, files, extra] of [
      ["_posts", "images", "_config.yml"],
      ["content", "static/images", "hugo.toml"],
    ] as const
  ) {
    const root = await Deno.makeTempDir();
    try {
      for (const name of [folder, files]) {
        await Deno.mkdir(`${root}/${name}`, { recursive: true });
      }
      await Deno.writeTextFile(`${root}/${extra}`, "");
      await Deno.writeTextFile(`${root}/README.md`, "No entry.");
      await Deno.writeTextFile(`${root}/${folder}/2026-01-02-post.md`, post);
      await Deno.copyFile(
        `${FIXTURES}/nested/dot.png`,
        `${root}/${files}/a.png`,
      );
      const { code, out, errors } = await run([
        root,
        "--check",
        "--permalink=/:year/:title/",
      ]);
      assertEquals([code, out, errors], [
        0,
        "Checked 1 entries: nothing is broken\n",
        "",
      ]);
    } finally {
      await Deno.remove(root, { recursive: true });
    }
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
