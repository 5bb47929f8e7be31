// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  a,
  css,
  div,
  html,
  js,
  li,
  p,
  renderAsync,
  renderToBytes,
  renderToString,
  script,
  ul,
} from "../../ml/mod.ts";
import type { Cases } from "./cases.ts";

/** Markup: nothing but the language. */
export const mlCases: Cases = {
  "text and attributes are escaped by their place"() {
    assertEquals(
      renderToString(
        a({ href: "/?a=1&b=2", title: `"5" > '4'` }, "<b> & </b>"),
      ),
      '<a href="/?a=1&amp;b=2" title="&#34;5&#34; &gt; &#39;4&#39;">' +
        "&lt;b&gt; &amp; &lt;/b&gt;</a>",
    );
  },
  "a hostile address is refused"() {
    assertThrows(() => renderToString(a({ href: "java\nscript:alert(1)" })));
  },
  "a child that may not stand there is refused"() {
    const error = assertThrows(
      () =>
        renderToString(html`
          <ul>
            <p>x</p>
          </ul>
        `),
      Error,
    );
    assert(error.message.includes("<ul>"), error.message);
  },
  "templates and elements make the same"() {
    const names = ["Ada", "<Grace>"];
    assertEquals(
      renderToString(html`<ul>${names.map((name) => li(name))}</ul>`),
      renderToString(ul(names.map((name) => li(name)))),
    );
  },
  async "a promise is waited for"() {
    const text = await renderAsync(div(Promise.resolve(p("later"))));
    assertEquals(text, "<div><p>later</p></div>");
  },
  "functions are delivered with their values"() {
    const greet = (name: string) => name.toUpperCase();
    const text = renderToString(script(js.call(greet, "</script>")));
    assert(!text.slice(0, -"</script>".length).includes("</script>"), text);
    assert(text.includes("toUpperCase"), text);
  },
  "style sheets are written"() {
    const text = renderToString(
      html`<style>${css({ "p": { color: "red" } })}</style>`,
    );
    assert(/p\s*\{\s*color:\s*red/.test(text), text);
  },
  "bytes are UTF-8"() {
    assertEquals(
      new TextDecoder().decode(renderToBytes(p("Žluťoučký 🐴"))),
      "<p>Žluťoučký 🐴</p>",
    );
  },
};
