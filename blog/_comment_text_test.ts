// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertNotEquals } from "@std/assert";
import * as fc from "fast-check";
import { renderToString } from "../ml/mod.ts";
import { avatar } from "./_comment_avatar.ts";
import {
  countLinks,
  textParagraphs,
  tidyName,
  tidyText,
} from "./_comment_text.ts";

function rendered(text: string): string {
  return renderToString(textParagraphs(text));
}

/** The one link of a text: where it leads, and what follows. */
function linkOf(text: string): [href: string, after: string] {
  const match = /<a href="([^"]*)" rel="nofollow ugc">[^<]*<\/a>([^<]*)/.exec(
    rendered(text),
  );
  assert(match !== null, text);
  return [match[1]!, match[2]!];
}

Deno.test("textParagraphs() keeps lines and paragraphs, and escapes", () => {
  assertEquals(
    rendered('one\ntwo\n\n<b>three</b> & "four"'),
    "<p>one<br>two</p><p>&lt;b&gt;three&lt;/b&gt; &amp; &#34;four&#34;</p>",
  );
});

Deno.test("textParagraphs() links what is a URL, and no more", () => {
  const cases: [text: string, href: string, after: string][] = [
    ["see http://a.example.", "http://a.example/", "."],
    ["(https://a.example/b)", "https://a.example/b", ")"],
    ["https://a.example/b_(c), so", "https://a.example/b_(c)", ", so"],
    ["https://a.example/?q=1&r=2!", "https://a.example/?q=1&amp;r=2", "!"],
    ["<https://a.example/>", "https://a.example/", "&gt;"],
    ['"https://a.example/"', "https://a.example/", "&#34;"],
    ["HTTPS://A.example/B?!", "https://a.example/B", "?!"],
    ["https://a.example/ä", "https://a.example/%C3%A4", ""],
  ];
  for (const [text, href, after] of cases) {
    assertEquals(linkOf(text), [href, after], text);
  }
  for (
    const text of [
      "javascript:alert(1)",
      "a.example",
      "https://",
      "http://[",
      "data:text/html,x",
      "xhttps://a.example/",
    ]
  ) {
    assertEquals(countLinks(text), 0, text);
    assert(!rendered(text).includes("<a"), text);
  }
});

Deno.test("textParagraphs() loses no text, whatever it is", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(
        fc.string(),
        fc.constantFrom("https://a.example/", "http://", "(", ")", ".", "\n"),
      )),
      (parts) => {
        const text = parts.join("").replaceAll(/[\r\0]/g, "");
        const shown = textParagraphs(text).map((paragraph) =>
          renderToString(paragraph).replaceAll("<br>", "\n")
            .replaceAll(/<[^>]*>/g, "").replaceAll("&lt;", "<")
            .replaceAll("&gt;", ">").replaceAll("&#34;", '"')
            .replaceAll("&#39;", "'").replaceAll("&amp;", "&")
        ).join("\n\n");
        assertEquals(shown, text.replaceAll(/\n{2,}/g, "\n\n"));
      },
    ),
  );
});

Deno.test("tidyText() takes away what nobody sees", () => {
  assertEquals(tidyText("  a \r\n\r\n\r\n\r\nb\u202e\u200b  "), "a\n\nb");
  assertEquals(tidyText("\u200b\ufeff "), "");
  assertEquals(tidyText("A\u0308"), "\u00c4");
  // The joiner makes one sign of several.
  assertEquals(tidyText("👩‍💻"), "👩‍💻");
  assertEquals(tidyName(" Ada \n\n  Byron\u202e "), "Ada Byron");
});

Deno.test("avatar() is the same for the same name", () => {
  const draw = (name: string) => renderToString(avatar(name));
  assertEquals(draw("Ada"), draw(" ada "));
  assertNotEquals(draw("Ada"), draw("Bob"));
  const names = Array.from({ length: 500 }, (_, i) => `Reader ${i}`);
  assert(new Set(names.map(draw)).size > 490);
});
