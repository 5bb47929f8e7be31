// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { browserAvailable, withBrowser } from "../_tools/browser.ts";
import { nuCheck } from "../_tools/nu_check.ts";
import { BlogProcess, crawl, get, run } from "./testdata/blog_process.ts";
import { childrenOf, parseXml, textOf } from "./testdata/xml.ts";

const FIXTURES = new URL("./testdata/entries", import.meta.url).pathname;

for (
  const [name, args] of [
    ["the sample entries", []],
    ["the fixtures", [FIXTURES]],
  ] as const
) {
  Deno.test(`the blog of ${name} holds together`, async () => {
    await using blog = new BlogProcess([...args, "--port=0"]);
    const url = await blog.ready();
    const pages = await crawl(url);
    const broken = [...pages].filter(([, { status }]) => status !== 200);
    assertEquals(broken.map(([path]) => path), []);
    assert(pages.size > 8, `${pages.size} pages`);

    const html = new Map<string, string>();
    for (const [path, { type, text }] of pages) {
      if (!type.startsWith("text/html")) continue;
      html.set(path, text);
      assertEquals(text.match(/<h1[ >]/g)?.length, 1, path);
      for (const landmark of ["header", "nav", "main", "footer"]) {
        assertMatch(text, new RegExp(`<${landmark}[ >]`), path);
      }
      assertMatch(text, /<body><a class="skip" href="#_main">/, path);
    }
    html.set("/nowhere", (await get(`${url}nowhere`)).text);
    html.set("/latest?page=x", (await get(`${url}latest?page=x`)).text);
    assertEquals(await nuCheck(html, { warnings: true }), []);

    const sitemap = await get(`${url}sitemap.txt`);
    for (const line of sitemap.text.trimEnd().split("\n")) {
      assert(pages.has(new URL(line).pathname), line);
    }
    const atom = parseXml(pages.get("/feed.atom")!.text);
    const rss = parseXml(pages.get("/feed.rss")!.text).children[0]!;
    const ids = childrenOf(atom, "entry").map((entry) => textOf(entry, "id"));
    assert(ids.length > 0);
    assertEquals(
      childrenOf(rss, "item").map((item) => textOf(item, "guid")),
      ids,
    );
    const json = JSON.parse(pages.get("/feed.json")!.text);
    assertEquals(json.items.map((item: { id: string }) => item.id), ids);
    for (const id of ids) assert(pages.has(new URL(id).pathname), id);
  });
}

Deno.test("the blog hides what is not to be seen, and says what is broken", async () => {
  await using blog = new BlogProcess([FIXTURES, "--port=0"]);
  const url = await blog.ready();
  for (const path of ["draft", "future", "expired", "broken", "tags/secret"]) {
    assertEquals((await get(url + path)).status, 404, path);
  }
  for (const path of ["", "latest", "tags", "feed.atom", "sitemap.txt"]) {
    const { text } = await get(url + path);
    assert(!/secret|Not ready|Not yet|No longer|Broken/.test(text), path);
  }
  blog.signal("SIGTERM");
  const { code, out, errors } = await blog.ended();
  assertEquals(code, 0);
  assertEquals(out, `Listening on ${url}\n`);
  assertEquals(errors.trimEnd().split("\n"), [
    'Cannot read entry broken.md:3: `date` is "tomorrow", not a date such as 2026-11-22 or 2026-11-22T10:00:00+01:00',
    "Cannot read entry zz-double.md:1: /third is taken by nested/third.md: give one of them another `slug`",
  ]);
});

Deno.test("the blog answers as HTTP asks", async (t) => {
  await using blog = new BlogProcess([
    FIXTURES,
    "--port=0",
    "--title=Tried & <tested>",
  ]);
  const url = await blog.ready();

  await t.step("HEAD has the fields and no content", async () => {
    const headers = { "accept-encoding": "identity" };
    const whole = await fetch(`${url}second`, { headers });
    const { length } = await whole.bytes();
    const head = await fetch(`${url}second`, { method: "HEAD", headers });
    assertEquals(head.status, 200);
    assertEquals(head.headers.get("content-length"), String(length));
    assertEquals(await head.text(), "");
  });

  await t.step("304 for who has the page", async () => {
    for (const path of ["", "second", "feed.atom", "sitemap.xml"]) {
      const first = await fetch(url + path);
      await first.bytes();
      const etag = first.headers.get("etag")!;
      const again = await fetch(url + path, {
        headers: { "if-none-match": etag },
      });
      assertEquals([again.status, await again.text()], [304, ""], path);
      assertEquals(again.headers.get("etag"), etag);
    }
  });

  await t.step("404 is a page of the blog", async () => {
    for (const path of ["nowhere", "latest?page=99", "tags/none", "a/b/c"]) {
      const { status, type, text } = await get(url + path);
      assertEquals(status, 404, path);
      assertStringIncludes(type, "text/html");
      assertStringIncludes(text, "Tried &amp; &lt;tested&gt;</a>");
      assertStringIncludes(text, "<h1>Not found</h1>");
    }
  });

  await t.step("400 says which value is wrong", async () => {
    for (const value of ["x", "0", "1.5", "1&page=2"]) {
      const { status, text } = await get(`${url}latest?page=${value}`);
      assertEquals(status, 400, value);
      assertStringIncludes(text, "page");
    }
  });

  await t.step("405 for what nobody may do", async () => {
    const response = await fetch(`${url}second`, { method: "DELETE" });
    await response.bytes();
    assertEquals(response.status, 405);
    assertStringIncludes(response.headers.get("allow")!, "GET");
  });

  await t.step(
    "nothing inline is allowed, and nothing inline is there",
    async () => {
      const response = await fetch(url);
      const text = await response.text();
      const policy = response.headers.get("content-security-policy")!;
      assertStringIncludes(policy, "default-src 'none'");
      assert(!policy.includes("unsafe-inline"), policy);
      const inline = /<script>|<script(?! src=)|<style|\sstyle=|\son\w+=/;
      assertEquals(inline.exec(text), null);
    },
  );

  await t.step("the style sheet is kept for ever under its hash", async () => {
    const { text } = await get(url);
    const href = /href="(\/style\.css\?v=[0-9a-f]+)"/.exec(text)?.[1];
    const style = await fetch(new URL(href!, url));
    await style.bytes();
    assertStringIncludes(style.headers.get("cache-control")!, "immutable");
    const bare = await fetch(`${url}style.css`);
    await bare.bytes();
    assertEquals(bare.headers.get("cache-control"), "public, no-cache");
  });
});

Deno.test("the blog names itself by --base-url", async () => {
  await using blog = new BlogProcess([
    FIXTURES,
    "--port=0",
    "--base-url=https://blog.example",
  ]);
  const url = await blog.ready();
  const page = await get(`${url}second`);
  assertStringIncludes(
    page.text,
    `<link rel="canonical" href="https://blog.example/second">`,
  );
  const { text } = await get(`${url}sitemap.txt`);
  for (const line of text.trimEnd().split("\n")) {
    assertMatch(line, /^https:\/\/blog\.example\//);
  }
});

Deno.test("the blog serves ./blog/entries where it is run", async () => {
  const cwd = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${cwd}/blog/entries`, { recursive: true });
    await Deno.copyFile(`${FIXTURES}/second.md`, `${cwd}/blog/entries/mine.md`);
    await using blog = new BlogProcess(["--port=0"], { cwd });
    const url = await blog.ready();
    assertEquals((await get(`${url}mine`)).status, 200);
    blog.signal("SIGINT");
    assertEquals((await blog.ended()).code, 0);
    // What readers add is kept in one place.
    const names = await Array.fromAsync(Deno.readDir(cwd), ({ name }) => name);
    assertEquals(names.sort(), ["blog", "data"]);
  } finally {
    await Deno.remove(cwd, { recursive: true });
  }
});

Deno.test("the blog serves its samples where there are no entries", async () => {
  const cwd = await Deno.makeTempDir();
  try {
    await using blog = new BlogProcess(["--port=0"], { cwd });
    const { text } = await get(await blog.ready());
    assertStringIncludes(text, `href="/how-we-measure"`);
  } finally {
    await Deno.remove(cwd, { recursive: true });
  }
});

Deno.test("the blog runs with the rights of its permission set", async () => {
  const root = new URL("..", import.meta.url).pathname;
  // The set names ./data, where a blog may be that somebody runs here.
  const data = `./data/test-${crypto.randomUUID()}`;
  await Deno.mkdir(`${root}data`, { recursive: true });
  try {
    await using blog = new BlogProcess(["--port=0", `--data=${data}`], {
      rights: ["-P=blog"],
    });
    const { status } = await get(await blog.ready());
    assertEquals(status, 200);
    blog.signal("SIGINT");
    const { code, errors } = await blog.ended();
    // The runtime itself says that permission sets are new.
    const said = errors.replace(
      /^Warning Permissions in the config file.*\n/,
      "",
    );
    assertEquals([code, said], [0, ""]);
  } finally {
    await Deno.remove(root + data, { recursive: true });
  }
});

Deno.test("the blog finishes open requests when it is told to stop", async () => {
  await using blog = new BlogProcess(["--port=0"]);
  const { hostname, port } = new URL(await blog.ready());
  const address = { hostname, port: Number(port) };
  const connection = await Deno.connect(address);
  const encoder = new TextEncoder();
  await connection.write(encoder.encode("GET /tags HTTP/1.1\r\nHost: a\r\n"));
  // An answer on a later connection: the half request has arrived as well.
  await (await fetch(`http://${hostname}:${port}/tags`)).bytes();
  blog.signal("SIGINT");
  while (await accepts(address));
  await connection.write(encoder.encode("\r\n"));
  const { value } = await connection.readable.getReader().read();
  assertMatch(new TextDecoder().decode(value), /^HTTP\/1\.1 200 OK\r\n/);
  connection.close();
  const { code } = await blog.ended();
  assertEquals(code, 0);
});

/** Whether anybody listens. */
async function accepts(address: Deno.ConnectOptions): Promise<boolean> {
  try {
    (await Deno.connect(address)).close();
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.ConnectionRefused) return false;
    // The listener was closed while this connection waited in its queue.
    if (error instanceof Deno.errors.ConnectionReset) return true;
    throw error;
  }
}

Deno.test("the blog says in one sentence why it cannot serve", async () => {
  const taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const directory = await Deno.makeTempDir();
  try {
    const { port } = taken.addr as Deno.NetAddr;
    const file = `${FIXTURES}/second.md`;
    const cases: [args: string[], sentence: RegExp, rights?: string[]][] = [
      [
        [FIXTURES, `--port=${port}`],
        /^Cannot listen on 127\.0\.0\.1:\d+: the port is in use, so choose another with --port/m,
      ],
      [
        [`${directory}/none`],
        /^Cannot read entries from \S+: there is no such directory, so make it or name another$/,
      ],
      [
        [file],
        /^Cannot read entries from \S+: it is a file, so name the directory that holds it$/,
      ],
      [["--prot=1"], /^Cannot use --prot: .* did you mean --port\?$/],
      [
        ["--port=http"],
        /^Cannot use port http: give a whole number from 0 to 65535$/,
      ],
      [
        [FIXTURES, "--port=0", "--hostname=192.0.2.1"],
        /^Cannot listen on 192\.0\.2\.1:0: this machine has no such address, so choose another with --hostname$/m,
      ],
      [
        [FIXTURES],
        /^Cannot read entries from \S+: this program may not read it, so run it with --allow-read=\S+ or -A$/,
        ["--allow-env"],
      ],
      [
        [FIXTURES, "--port=0"],
        /^Cannot listen on 127\.0\.0\.1:0: this program may not use the network, so run it with --allow-net or -A$/m,
        ["--allow-read", "--allow-write", "--allow-env"],
      ],
      [
        [FIXTURES, "--port=0", "--data=./kept"],
        /^Cannot keep comments in \.\/kept\/blog\.sqlite: this program may not write there, so run it with .* or without comments by --no-comments$/m,
        ["--allow-read", "--allow-net", "--allow-env"],
      ],
      [
        [FIXTURES, "--port=0", `--data=${file}`],
        /^Cannot keep comments in \S+: there is a file in the way, so choose another directory with --data$/m,
      ],
    ];
    for (const [args, sentence, rights] of cases) {
      const { code, out, errors } = await run(
        args,
        rights === undefined ? {} : { rights },
      );
      assertMatch(errors.trimEnd(), sentence);
      assertEquals([code, out], [1, ""], args.join(" "));
      assert(!/^\s+at /m.test(errors), errors);
    }
  } finally {
    taken.close();
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("the blog explains itself on --help", async () => {
  const { code, out, errors } = await run(["--help"]);
  assertEquals([code, errors], [0, ""]);
  assertStringIncludes(out, "Usage: deno run -A blog/main.ts");
});

Deno.test({
  name: "the blog looks right in a browser",
  ignore: !browserAvailable(),
  async fn() {
    await using blog = new BlogProcess([FIXTURES, "--port=0"]);
    const url = await blog.ready();
    await withBrowser(async (browser) => {
      for (const colorScheme of ["light", "dark"] as const) {
        const page = await browser.newPage({
          colorScheme,
          viewport: { width: 360, height: 640 },
        });
        for (const path of ["", "first-things", "latest", "tags", "nowhere"]) {
          await page.goto(url + path);
          const wide: number = await page.evaluate(
            "document.documentElement.scrollWidth",
          );
          assert(wide <= 360, `${path} is ${wide} wide`);
        }
        await page.goto(`${url}first-things`);
        await page.keyboard.press("Tab");
        const focused = await page.evaluate("document.activeElement.className");
        assertEquals(focused, "skip");
        const ink = await page.evaluate(
          "getComputedStyle(document.documentElement).color",
        );
        assertEquals(
          ink,
          colorScheme === "light" ? "rgb(34, 38, 43)" : "rgb(217, 220, 224)",
        );
      }
      assertEquals(browser.cspViolations, []);
      const errors = browser.errors.filter((text) => !/ 404 /.test(text));
      assertEquals(errors, []);
    });
  },
});
