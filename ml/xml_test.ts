// Copyright 2026 the tpd2 authors. MIT license.

import { cdata, p, vocabulary, xml, xmlDocument } from "./mod.ts";
import { assertEquals, assertThrows } from "@std/assert";

Deno.test("xml() escapes text and attributes, and replaces what XML cannot hold", () => {
  assertEquals(
    String(
      xml("a", { b: `"<&>\n\u0001` }, "<&>\r\u0000", 1, [
        xml("c"),
        null,
        false,
      ]),
    ),
    `<a b="&quot;&lt;&amp;&gt;&#10;\ufffd">&lt;&amp;&gt;&#13;\ufffd1<c/></a>`,
  );
});

Deno.test("xml() takes names with prefixes and refuses names that are none", () => {
  assertEquals(
    String(xml("m:a", { "xmlns:m": "urn:m" })),
    `<m:a xmlns:m="urn:m"/>`,
  );
  for (const name of ["", "a b", "1a", "a>", "a:b:c"]) {
    assertThrows(() => xml(name), TypeError, "not a valid name");
    assertThrows(
      () => xml("a", { [name]: "x" }),
      TypeError,
      "not a valid name",
    );
  }
});

Deno.test("xml() takes no HTML markup, which is not XML", () => {
  // @ts-expect-error markup is not XML
  assertThrows(() => xml("a", {}, p("x")), TypeError, "neither text nor XML");
});

Deno.test("cdata() cannot be left", () => {
  assertEquals(String(cdata("a]]>b")), "<![CDATA[a]]]]><![CDATA[>b]]>");
});

Deno.test("xmlDocument() writes the declaration", () => {
  assertEquals(
    String(xmlDocument(xml("a"))),
    `<?xml version="1.0" encoding="UTF-8"?>\n<a/>\n`,
  );
});

Deno.test("vocabulary() checks names, attributes and children while compiling", () => {
  const element = vocabulary<{
    shelf: { attributes: Record<string, never>; children: "book" };
    book: { attributes: { isbn?: string }; children: "#text" };
  }>();
  // @ts-expect-error no such element
  element("table", {});
  // @ts-expect-error no such attribute
  element("book", { issn: "1" });
  // @ts-expect-error text does not belong on a shelf
  element("shelf", {}, "text");
  // @ts-expect-error a shelf does not stand on a shelf
  element("shelf", {}, element("shelf", {}));
  assertEquals(
    String(element("shelf", {}, element("book", {}, "x"))),
    "<shelf><book>x</book></shelf>",
  );
});
