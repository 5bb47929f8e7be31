// Copyright 2026 the tpd2 authors. MIT license.

import { Fragment, jsx } from "./jsx-runtime.ts";
import {
  type Child,
  css,
  js,
  raw,
  renderAsync,
  renderToString,
  setDevelopment,
} from "./mod.ts";
import { assertEquals, assertThrows } from "@std/assert";

const hostile = `"'><script>alert(1)</script>`;
const escaped = "&#34;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;";

function Card({ title, children }: { title: string; children?: Child }) {
  return (
    <section class="card">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

async function Late({ name }: { name: string }) {
  return <b>{await Promise.resolve(name)}</b>;
}

Deno.test("precompiled JSX escapes text and attributes", () => {
  assertEquals(
    renderToString(
      <p title={hostile} hidden={false} id={undefined}>{hostile}</p>,
    ),
    `<p title="${escaped}">${escaped}</p>`,
  );
});

Deno.test("precompiled JSX takes lists, keys, nothing, components and fragments", () => {
  const names = ["a", "b"];
  const list = (
    <>
      <b>x</b>
      <ul>{names.map((name) => <li key={name}>{name}</li>)}</ul>
    </>
  );
  assertEquals(
    renderToString(<Card title="<T>">{list}{null}{false}</Card>),
    `<section class="card"><h2>&lt;T&gt;</h2><b>x</b><ul><li>a</li><li>b</li></ul></section>`,
  );
});

Deno.test("precompiled JSX finds scripts, style sheets and titles by their places", () => {
  const value = "</script><script>alert(1)</script>";
  assertEquals(
    renderToString(<script>{js`let x = ${value};`}</script>, { nonce: "n" }),
    `<script nonce="n">let x = "\\u003c/script\\u003e\\u003cscript\\u003ealert(1)\\u003c/script\\u003e";</script>`,
  );
  assertEquals(
    renderToString(<style>{css({ p: { color: "red" } })}</style>),
    "<style>p{color:red}</style>",
  );
  const text = "p{color:red}";
  assertThrows(() => <style>{text}</style>, TypeError, "is refused");
  assertEquals(
    renderToString(<title>{"</title>"}</title>),
    "<title>&lt;/title&gt;</title>",
  );
});

Deno.test("precompiled JSX refuses hostile URLs and text in event handlers", () => {
  const url = "javascript:alert(1)";
  assertThrows(() => <a href={url}>x</a>, TypeError, "is refused");
  assertThrows(
    () => <a href="javascript:alert(1)">x</a>,
    SyntaxError,
    "is refused",
  );
  const code = "alert(1)";
  // @ts-expect-error a handler takes code, not text
  const make = () => <a onclick={code}>x</a>;
  assertThrows(make, TypeError, "made by js");
});

Deno.test("precompiled JSX begins a document with its doctype", () => {
  assertEquals(
    renderToString(
      <html lang="en">
        <head>
          <title>x</title>
        </head>
      </html>,
    ),
    `<!DOCTYPE html><html lang="en"><head><title>x</title></head></html>`,
  );
});

Deno.test("precompiled JSX awaits asynchronous components", async () => {
  assertEquals(
    await renderAsync(
      <p>
        <Late name="<x>" />
      </p>,
    ),
    "<p><b>&lt;x&gt;</b></p>",
  );
});

Deno.test("JSX is checked against the content model in development", () => {
  assertThrows(
    () => (
      <ul>
        <p>x</p>
      </ul>
    ),
    TypeError,
    "<p> is not allowed in <ul>; allowed: li, script, template",
  );
  // @ts-expect-error no such attribute
  assertThrows(() => <a hrfe="/">x</a>, TypeError, "no attribute hrfe");
});

Deno.test("JSX takes SVG, custom elements and spread attributes", () => {
  const more = { id: "x" };
  assertEquals(
    renderToString(
      <p {...more} class="y">
        <svg viewBox="0 0 1 1">
          <path d="M0 0"></path>
        </svg>
      </p>,
    ),
    `<p id="x" class="y"><svg viewBox="0 0 1 1"><path d="M0 0"></path></svg></p>`,
  );
  assertEquals(
    renderToString(<my-thing size={1}>x</my-thing>),
    `<my-thing size="1">x</my-thing>`,
  );
});

Deno.test("jsx() writes the same as precompiled JSX", () => {
  for (const enabled of [true, false]) {
    setDevelopment(enabled);
    try {
      assertEquals(
        renderToString(
          jsx("p", {
            className: "x",
            key: "k",
            children: [hostile, raw("<b></b>"), 1],
          }),
        ),
        `<p class="x">${escaped}<b></b>1</p>`,
      );
      assertEquals(renderToString(jsx("br", null)), "<br>");
      assertEquals(
        renderToString(jsx(Fragment, { children: ["a", null, "b"] })),
        "ab",
      );
    } finally {
      setDevelopment(true);
    }
  }
});

Deno.test("jsx() refuses dangerouslySetInnerHTML, bad names, and scripts in capitals", () => {
  assertThrows(
    () => jsx("p", { dangerouslySetInnerHTML: { __html: "x" } }),
    TypeError,
    "use raw()",
  );
  assertThrows(() => jsx("p onload=x", {}), TypeError, "not a valid name");
  assertThrows(
    () => jsx("SCRIPT", { children: "alert(1)" }),
    TypeError,
    "is not code",
  );
});

for (const mode of ["react-jsx", "react-jsxdev", "precompile"]) {
  Deno.test(`JSX renders the same when compiled with "${mode}"`, async () => {
    const root = new URL("../", import.meta.url);
    const configuration = JSON.parse(
      await Deno.readTextFile(new URL("deno.json", root)),
    );
    const folder = await Deno.makeTempDir();
    try {
      const imports: Record<string, string> = {};
      for (const name of ["ml", "ml/jsx-runtime", "ml/jsx-dev-runtime"]) {
        imports[`@tpd2/tpd2/${name}`] =
          new URL(configuration.exports[`./${name}`], root).href;
      }
      await Deno.writeTextFile(
        `${folder}/deno.json`,
        JSON.stringify({
          imports: { ...imports, csstype: configuration.imports.csstype },
          compilerOptions: { jsx: mode, jsxImportSource: "@tpd2/tpd2/ml" },
        }),
      );
      await Deno.copyFile(
        new URL("ml/testdata/react_jsx/page.tsx", root),
        `${folder}/page.tsx`,
      );
      const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "--check", "--no-lock", "page.tsx"],
        cwd: folder,
        env: { NO_COLOR: "1" },
      }).output();
      assertEquals(
        new TextDecoder().decode(stdout),
        `<ul id="x" class="names"><li title="&lt;Ann&gt;">&lt;Ann&gt;: <b>1</b></li>` +
          `<li title="Bob">Bob: <b>1</b></li></ul><input disabled value="x">\n`,
        new TextDecoder().decode(stderr),
      );
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}
