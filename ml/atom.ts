// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  absoluteUrl,
  isMarkupValue,
  required,
  rfc3339,
} from "./_feed_values.ts";
import type { Markup } from "./markup.ts";
import { vocabulary, type Xml, xmlDocument } from "./xml.ts";

/** A person (RFC 4287, section 3.2). */
export interface AtomPerson {
  /** The name. */
  name: string;
  /** A home page. */
  uri?: string | URL | undefined;
  /** An e-mail address. */
  email?: string | undefined;
}

/** A link (RFC 4287, section 4.2.7). */
export interface AtomLink {
  /** Where it leads: an absolute URL. */
  href: string | URL;
  /**
   * What it leads to.
   *
   * @default {"alternate"}
   */
  rel?:
    | "alternate"
    | "related"
    | "self"
    | "enclosure"
    | "via"
    | "replies"
    | "hub"
    | undefined;
  /** The media type of what it leads to. */
  type?: string | undefined;
  /** The language of what it leads to. */
  hreflang?: string | undefined;
  /** A title for people. */
  title?: string | undefined;
  /** The length in bytes of what it leads to. */
  length?: number | undefined;
}

/** A category (RFC 4287, section 4.2.2). */
export interface AtomCategory {
  /** The category. */
  term: string;
  /** The scheme that it belongs to. */
  scheme?: string | URL | undefined;
  /** A label for people. */
  label?: string | undefined;
}

/** What a feed and an entry have in common. */
export interface AtomCommon {
  /** An absolute IRI that never changes, not even when the site moves. */
  id: string;
  /** The title: plain text, or markup. */
  title: string | Markup;
  /** When it last changed in a way that matters to readers. */
  updated: Date;
  /** Who wrote it. */
  authors?: readonly AtomPerson[] | undefined;
  /** Who else had a part in it. */
  contributors?: readonly AtomPerson[] | undefined;
  /** Links. */
  links?: readonly AtomLink[] | undefined;
  /** Categories. */
  categories?: readonly (string | AtomCategory)[] | undefined;
  /** Who holds which rights. */
  rights?: string | Markup | undefined;
}

/** An entry (RFC 4287, section 4.1.2). */
export interface AtomEntry extends AtomCommon {
  /** When it was first made public. */
  published?: Date | undefined;
  /** A short form of the content. */
  summary?: string | Markup | undefined;
  /** The whole content: plain text, or markup. */
  content?: string | Markup | undefined;
}

/** A feed (RFC 4287, section 4.1.1). */
export interface AtomFeed extends AtomCommon {
  /** A line below the title. */
  subtitle?: string | Markup | undefined;
  /** The address of a small square image. */
  icon?: string | URL | undefined;
  /** The address of an image twice as wide as high. */
  logo?: string | URL | undefined;
  /** The program that made the feed. */
  generator?: {
    name: string;
    uri?: string | URL | undefined;
    version?: string | undefined;
  };
  /** The language of the feed. */
  language?: string | undefined;
  /** The entries, the newest first as a rule. */
  entries: readonly AtomEntry[];
}

interface None {
  readonly [name: string]: never;
}

interface TextAttributes {
  readonly type?: "html" | undefined;
  readonly [name: string]: string | undefined;
}

interface TextElement {
  readonly attributes: TextAttributes;
  readonly children: "#text";
}

interface PlainElement {
  readonly attributes: None;
  readonly children: "#text";
}

interface PersonElement {
  readonly attributes: None;
  readonly children: "name" | "uri" | "email";
}

type CommonName =
  | "author"
  | "category"
  | "contributor"
  | "id"
  | "link"
  | "rights"
  | "title"
  | "updated";

type AtomVocabulary = {
  readonly feed: {
    readonly attributes: {
      readonly xmlns: string;
      readonly "xml:lang": string | undefined;
    };
    readonly children:
      | CommonName
      | "entry"
      | "generator"
      | "icon"
      | "logo"
      | "subtitle";
  };
  readonly entry: {
    readonly attributes: None;
    readonly children: CommonName | "content" | "published" | "summary";
  };
  readonly author: PersonElement;
  readonly contributor: PersonElement;
  readonly name: PlainElement;
  readonly uri: PlainElement;
  readonly email: PlainElement;
  readonly category: {
    readonly attributes: {
      readonly term: string;
      readonly scheme: string | undefined;
      readonly label: string | undefined;
    };
    readonly children: never;
  };
  readonly link: {
    readonly attributes: Readonly<Record<string, string | number | undefined>>;
    readonly children: never;
  };
  readonly generator: {
    readonly attributes: {
      readonly uri: string | undefined;
      readonly version: string | undefined;
    };
    readonly children: "#text";
  };
  readonly id: PlainElement;
  readonly icon: PlainElement;
  readonly logo: PlainElement;
  readonly published: PlainElement;
  readonly updated: PlainElement;
  readonly title: TextElement;
  readonly subtitle: TextElement;
  readonly rights: TextElement;
  readonly summary: TextElement;
  readonly content: TextElement;
};

const element = vocabulary<AtomVocabulary>();

function text<
  Name extends "title" | "subtitle" | "rights" | "summary" | "content",
>(
  name: Name,
  value: string | Markup | undefined,
): Xml<Name> | undefined {
  if (value === undefined) return undefined;
  const isMarkup = isMarkupValue(value);
  return element(
    name as "title",
    { type: isMarkup ? "html" : undefined },
    String(value),
  ) as Xml<Name>;
}

function person<Name extends "author" | "contributor">(
  name: Name,
  value: AtomPerson,
): Xml<Name> {
  const { uri, email } = value;
  return element(
    name as "author",
    {},
    element("name", {}, required(value.name, `name of ${name}`)),
    uri !== undefined && element("uri", {}, absoluteUrl(uri, `uri of ${name}`)),
    email !== undefined && element("email", {}, email),
  ) as Xml<Name>;
}

function category(value: string | AtomCategory): Xml<"category"> {
  const { term, scheme, label } = typeof value === "string"
    ? { term: value, scheme: undefined, label: undefined }
    : value;
  return element("category", {
    term: required(term, "term of category"),
    scheme: scheme === undefined
      ? undefined
      : absoluteUrl(scheme, "scheme of category"),
    label,
  });
}

/** A feed or an entry may have one alternate link for each pair of type and language (section 4.1.1). */
function links(values: readonly AtomLink[], owner: string): Xml<"link">[] {
  const seen = new Set<string>();
  return values.map(
    ({ href, rel = "alternate", type, hreflang, title, length }) => {
      const key = `${type}\n${hreflang}`;
      if (rel === "alternate" && seen.has(key)) {
        throw new TypeError(
          `Cannot render feed: ${owner} has two alternate links of one type`,
        );
      }
      if (rel === "alternate") seen.add(key);
      return element("link", {
        href: absoluteUrl(href, `link of ${owner}`),
        rel,
        type,
        hreflang,
        title,
        length,
      });
    },
  );
}

function common(value: AtomCommon, owner: string): (
  | Xml<CommonName>
  | undefined
)[] {
  return [
    element("id", {}, absoluteUrl(value.id, `id of ${owner}`)),
    text("title", value.title),
    element("updated", {}, rfc3339(value.updated, `updated of ${owner}`)),
    ...(value.authors ?? []).map((author) => person("author", author)),
    ...(value.contributors ?? []).map((author) =>
      person("contributor", author)
    ),
    ...links(value.links ?? [], owner),
    ...(value.categories ?? []).map(category),
    text("rights", value.rights),
  ];
}

function entry(value: AtomEntry): Xml<"entry"> {
  const owner = `entry ${JSON.stringify(value.id)}`;
  const hasAlternate = value.links?.some(({ rel }) =>
    rel === undefined || rel === "alternate"
  );
  if (value.content === undefined && !hasAlternate) {
    throw new TypeError(
      `Cannot render feed: ${owner} has neither content nor an alternate link`,
    );
  }
  return element(
    "entry",
    {},
    common(value, owner),
    value.published !== undefined &&
      element(
        "published",
        {},
        rfc3339(value.published, `published of ${owner}`),
      ),
    text("summary", value.summary),
    text("content", value.content),
  );
}

function hasAuthor(value: AtomCommon): boolean {
  return value.authors !== undefined && value.authors.length > 0;
}

/**
 * An Atom feed (RFC 4287), as a document for {@linkcode renderToString} and the other renderers. Its media type is
 * `application/atom+xml`.
 *
 * @example Usage
 * ```ts
 * import { atom, p, renderToString } from "@tpd2/tpd2/ml";
 * import { assertMatch } from "@std/assert";
 *
 * const updated = new Date("2026-03-01T12:00:00Z");
 * const feed = atom({
 *   id: "https://example.com/",
 *   title: "Notes",
 *   updated,
 *   authors: [{ name: "Ann" }],
 *   links: [{ href: "https://example.com/feed.atom", rel: "self" }],
 *   entries: [{ id: "https://example.com/1", title: "One", updated, content: p("Hello") }],
 * });
 * assertMatch(renderToString(feed), /<content type="html">&lt;p&gt;Hello&lt;\/p&gt;<\/content>/);
 * ```
 *
 * @param feed The feed.
 * @returns The document.
 * @throws {TypeError} When something required is missing, or an address is not absolute.
 * @throws {RangeError} When a date is not valid.
 */
export function atom(feed: AtomFeed): Xml<"#document"> {
  const isOrphan = feed.entries.length === 0 || !feed.entries.every(hasAuthor);
  if (!hasAuthor(feed) && isOrphan) {
    throw new TypeError(
      "Cannot render feed: neither the feed nor each of its entries has an author",
    );
  }
  const { generator } = feed;
  return xmlDocument(element(
    "feed",
    { xmlns: "http://www.w3.org/2005/Atom", "xml:lang": feed.language },
    common(feed, "the feed"),
    text("subtitle", feed.subtitle),
    generator !== undefined && element(
      "generator",
      {
        uri: generator.uri === undefined
          ? undefined
          : absoluteUrl(generator.uri, "uri of generator"),
        version: generator.version,
      },
      generator.name,
    ),
    feed.icon !== undefined &&
      element("icon", {}, absoluteUrl(feed.icon, "icon")),
    feed.logo !== undefined &&
      element("logo", {}, absoluteUrl(feed.logo, "logo")),
    feed.entries.map(entry),
  ));
}
