// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * A finished piece of XML. It is not HTML markup and cannot stand in it: the same text means different things in the two.
 *
 * @typeParam Name The element's name, for the type checker.
 */
export class Xml<out Name extends string = string> {
  /** Only there for the type checker: makes the type nominal, and carries the name. */
  declare protected readonly elementName: Name;

  /** The source text. */
  readonly source: string;

  /** Made by the functions of this module; never by hand. */
  constructor(source: string) {
    this.source = source;
  }

  /**
   * The source text.
   *
   * @returns The text.
   */
  toString(): string {
    return this.source;
  }
}

/** What can stand in an XML element. `null`, `undefined` and booleans render nothing. */
export type XmlChild =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Xml
  | Iterable<XmlChild>;

/** The attributes of an XML element; `null` and `undefined` leave one out, booleans are written as words. */
export type XmlAttributes = Readonly<
  Record<string, string | number | boolean | null | undefined>
>;

/** Everything XML 1.0 cannot hold, not even as a reference (section 2.2). */
const FORBIDDEN =
  // deno-lint-ignore no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const REPLACEMENTS: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

function allowed(text: string): string {
  return text.toWellFormed().replace(FORBIDDEN, "\ufffd");
}

function replace(char: string): string {
  return REPLACEMENTS[char]!;
}

function escapeText(text: string): string {
  return allowed(text).replace(/[&<>\r]/g, replace);
}

/** A parser turns white space in attributes into spaces unless it is written as references. */
function escapeAttribute(text: string): string {
  return allowed(text).replace(/[&<>"\t\n\r]/g, replace);
}

const QUALIFIED_NAME =
  /^[\p{L}_][\p{L}\p{N}\p{M}._-]*(?::[\p{L}_][\p{L}\p{N}\p{M}._-]*)?$/u;

function checkName(name: string): void {
  if (!QUALIFIED_NAME.test(name)) {
    throw new TypeError(
      `Cannot render XML: ${JSON.stringify(name)} is not a valid name`,
    );
  }
}

function childSource(child: XmlChild): string {
  if (child instanceof Xml) return child.source;
  switch (typeof child) {
    case "string":
      return escapeText(child);
    case "number":
    case "bigint":
      return String(child);
    case "boolean":
    case "undefined":
      return "";
  }
  if (child === null) return "";
  if (typeof child !== "object" || !(Symbol.iterator in child)) {
    throw new TypeError("Cannot render XML: a child is neither text nor XML");
  }
  let out = "";
  for (const item of child) out += childSource(item);
  return out;
}

/**
 * Makes an XML element. Namespaces are attributes (`xmlns`, `xmlns:media`) and prefixes in names, as they are in XML. Characters that
 * XML cannot hold become U+FFFD.
 *
 * @example Usage
 * ```ts
 * import { xml } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   String(xml("note", { to: "Ann & Bob" }, xml("line", "1 < 2"), xml("end"))),
 *   `<note to="Ann &amp; Bob"><line>1 &lt; 2</line><end/></note>`,
 * );
 * ```
 *
 * @param name The element's name, with its prefix if it has one.
 * @param args Attributes, if the first is a plain object; children.
 * @returns The element.
 * @throws {TypeError} When a name is not valid, or a child is neither text nor XML.
 */
export function xml<Name extends string>(
  name: Name,
  ...args: readonly [] | readonly [XmlAttributes | XmlChild, ...XmlChild[]]
): Xml<Name> {
  checkName(name);
  const [first, ...rest] = args;
  let out = `<${name}`;
  let content = "";
  if (isAttributes(first)) {
    for (const [key, value] of Object.entries(first)) {
      if (value === null || value === undefined) continue;
      checkName(key);
      out += ` ${key}="${escapeAttribute(String(value))}"`;
    }
  } else content += childSource(first);
  for (const child of rest) content += childSource(child);
  return new Xml(content === "" ? `${out}/>` : `${out}>${content}</${name}>`);
}

function isAttributes(value: XmlAttributes | XmlChild): value is XmlAttributes {
  return typeof value === "object" && value !== null &&
    !(value instanceof Xml) &&
    !(Symbol.iterator in value);
}

/**
 * Text in CDATA sections: not escaped, and as long as it does not hold `]]>`, readable.
 *
 * @example Usage
 * ```ts
 * import { cdata, xml } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(String(xml("p", cdata("1 < 2"))), "<p><![CDATA[1 < 2]]></p>");
 * ```
 *
 * @param text The text.
 * @returns The sections.
 */
export function cdata(text: string): Xml<"#cdata"> {
  return new Xml(
    `<![CDATA[${allowed(text).replaceAll("]]>", "]]]]><![CDATA[>")}]]>`,
  );
}

/**
 * An XML document: the declaration and the root element.
 *
 * @example Usage
 * ```ts
 * import { xml, xmlDocument } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(String(xmlDocument(xml("a"))), '<?xml version="1.0" encoding="UTF-8"?>\n<a/>\n');
 * ```
 *
 * @param root The root element.
 * @returns The document.
 */
export function xmlDocument(root: Xml): Xml<"#document"> {
  return new Xml(`<?xml version="1.0" encoding="UTF-8"?>\n${root.source}\n`);
}

/**
 * The elements of one kind of document, for the type checker: the attributes of each and the names that may stand in it (`#text` for
 * text).
 */
export type XmlVocabulary = Readonly<
  Record<
    string,
    { readonly attributes: XmlAttributes; readonly children: string }
  >
>;

/** What may stand in an element of a vocabulary, by the names that it allows. */
export type ChildOf<Name extends string> =
  | Xml<Exclude<Name, "#text"> | "#cdata">
  | ("#text" extends Name ? string | number | bigint : never)
  | boolean
  | null
  | undefined
  | readonly ChildOf<Name>[];

/** Makes the elements of one vocabulary, checked while compiling. */
export type XmlElementFunction<Vocabulary extends XmlVocabulary> = <
  Name extends keyof Vocabulary & string,
>(
  name: Name,
  attributes: Vocabulary[Name]["attributes"],
  ...children: readonly ChildOf<Vocabulary[Name]["children"]>[]
) => Xml<Name>;

/**
 * A function that makes the elements of one vocabulary: names, attributes and children are checked while compiling.
 *
 * @example Usage
 * ```ts
 * import { vocabulary } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * const element = vocabulary<{
 *   shelf: { attributes: Record<string, never>; children: "book" };
 *   book: { attributes: { isbn?: string }; children: "#text" };
 * }>();
 * assertEquals(
 *   String(element("shelf", {}, element("book", { isbn: "1" }, "Emma"))),
 *   `<shelf><book isbn="1">Emma</book></shelf>`,
 * );
 * ```
 *
 * @typeParam Vocabulary The elements.
 * @returns The function.
 */
export function vocabulary<
  Vocabulary extends XmlVocabulary,
>(): XmlElementFunction<Vocabulary> {
  function element<Name extends string>(
    name: Name,
    attributes: XmlAttributes,
    ...children: readonly XmlChild[]
  ): Xml<Name> {
    return xml(name, attributes, ...children);
  }
  return element as XmlElementFunction<Vocabulary>;
}
