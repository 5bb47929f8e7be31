// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { nuCheck, type NuProblem } from "../_tools/nu_check.ts";
import { footer, h1, header, link, p } from "../ml/mod.ts";
import { STYLE, STYLE_HASH } from "./_style.ts";
import { integer, site, type SiteOptions, stateChannel } from "./mod.ts";

async function text(options: SiteOptions, path = "/"): Promise<string> {
  const pages = site(options)
    .page("/", () => h1("Content"))
    .page("/titled", () => h1("Content"), { title: "A < B" })
    .page("/made/:id", { id: integer() }, ({ id }) => h1(id), {
      title: ({ id }) => `Number ${id}`,
    });
  const response = await pages.fetch(new Request(`http://localhost${path}`));
  return await response.text();
}

Deno.test("layout puts constant hooks around the content", async () => {
  const page = await text({
    lang: "pt-BR",
    style: false,
    head: link({ rel: "icon", href: "/icon.svg" }),
    bodyStart: header("Top"),
    footer: footer("Bottom"),
  });
  assertStringIncludes(page, '<html lang="pt-BR">');
  assertStringIncludes(page, '<link rel="icon" href="/icon.svg"></head>');
  assertStringIncludes(
    page,
    "<body><header>Top</header><main><h1>Content</h1></main>" +
      "<footer>Bottom</footer></body></html>",
  );
});

Deno.test("layout asks hooks that are functions for each page", async () => {
  let count = 0;
  const options: SiteOptions = {
    head: () => link({ rel: "icon", href: `/${++count}.svg` }),
    bodyStart: ({ exchange }) => header(exchange.path),
    footer: () => ["<", p("end")],
  };
  const page = await text(options, "/titled");
  assertStringIncludes(page, '<link rel="icon" href="/1.svg"></head>');
  assertStringIncludes(page, "<body><header>/titled</header><main>");
  assertStringIncludes(page, "</main>&lt;<p>end</p></body>");
  assertStringIncludes(await text(options), "/2.svg");
});

Deno.test("layout makes a title of those of page and site", async () => {
  const titles = async (options: SiteOptions, path: string) =>
    /<title>(.*?)<\/title>/.exec(await text(options, path))?.[1];
  assertEquals(await titles({}, "/titled"), "A &lt; B");
  assertEquals(await titles({ title: "S" }, "/titled"), "A &lt; B - S");
  assertEquals(await titles({ title: "S" }, "/"), "S");
  assertEquals(await titles({}, "/"), "/");
  assertEquals(await titles({}, "/made/7"), "Number 7");
  assertEquals(await titles({}, "/%3C%2Ftitle%3E"), "Not found");
});

Deno.test("layout keeps pages of different titles apart", async () => {
  const pages = site({ title: "S" })
    .page("/", () => "x")
    .page("/a", () => "x", { title: "A" });
  for (const [path, title] of [["/", "S"], ["/a", "A - S"], ["/", "S"]]) {
    const response = await pages.fetch(new Request(`http://localhost${path}`));
    assertStringIncludes(await response.text(), `<title>${title}</title>`);
  }
});

Deno.test("layout refuses a language that is none", () => {
  for (const lang of ["", "e", 'en" onload="', "en us"]) {
    assertThrows(() => site({ lang }), TypeError, "language");
  }
});

Deno.test("layout has a style that its policy allows by its hash", async () => {
  const bytes = new TextEncoder().encode(STYLE);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  assertEquals(STYLE_HASH, `sha256-${btoa(String.fromCharCode(...digest))}`);
  assert(!STYLE.includes("<"));
  assertStringIncludes(await text({}), `<style>${STYLE}</style>`);
});

Deno.test("layout and error pages are valid HTML", async () => {
  const pages = site({ onError() {}, title: "Valid" })
    .page("/", () => h1("Content"), { title: "Page" })
    .page("/bad", { n: integer(), m: integer() }, () => "")
    .page("/fault", () => {
      throw new Error();
    });
  const bare = site().page("/bare", () => "text");
  const documents = new Map<string, string>();
  for (
    const [path, handles] of [
      ["/", pages],
      ["/bad?n=%3Cb%3E&m=%ff", pages],
      ["/fault", pages],
      ["/%3Cb%3E", pages],
      ["/bare", bare],
    ] as const
  ) {
    const response = await handles.fetch(
      new Request(`http://localhost${path}`),
    );
    documents.set(path, await response.text());
  }
  const none: NuProblem[] = [];
  assertEquals(await nuCheck(documents, { warnings: true }), none);
});

Deno.test("layout brings the client where only a hook shows a channel", async () => {
  const visits = stateChannel(() => "7", { id: "layout-visits" });
  const none = await text({});
  assert(!none.includes("<script"));
  for (const hook of [() => visits, visits]) {
    for (const name of ["bodyStart", "footer"] as const) {
      const page = await text({ [name]: hook });
      assertStringIncludes(page, 'data-channel="layout-visits~');
      assertMatch(page, /<script src="[^"]*client\.\w+\.js" defer>/);
    }
  }
});
