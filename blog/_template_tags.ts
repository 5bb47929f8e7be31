// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * What entries of Jekyll and Hugo hold besides Markdown: the few Liquid tags and
 * shortcodes that nearly all such blogs use, put as Markdown. All others stay as
 * they are, to be seen and to be reported.
 */

/** What the tags of one entry may speak of. */
export interface TagContext {
  /** The title of the entry. */
  title: string;
}

/** The values of a shortcode, by name, or by place from `"0"` on. */
type Values = ReadonlyMap<string, string>;

/** Code, in which nothing is a tag; what is to stay as it is; and all tags. */
const PIECES = new RegExp(
  [
    // Fenced code, and code within a line.
    String
      .raw`^ {0,3}(?<fence>\`{3,}|~{3,})[^\n]*\n[^]*?^ {0,3}\k<fence>[^\n]*$`,
    String.raw`(?<tick>\`+)[^\`][^]*?\k<tick>(?!\`)`,
    String.raw`\{%-?\s*raw\s*-?%\}(?<raw>[^]*?)\{%-?\s*endraw\s*-?%\}`,
    String
      .raw`\{%-?\s*highlight\s+(?<lang>[\w+#.-]+)[^%\n]*%\}(?<code>[^]*?)\{%-?\s*endhighlight\s*-?%\}`,
    String
      .raw`\{\{[<%]\s*highlight\s+"?(?<lang2>[\w+#.-]+)[^}\n]*\}\}(?<code2>[^]*?)\{\{[<%]\s*/\s*highlight\s*[%>]\}\}`,
    String.raw`\{%-?\s*(?<liquid>post_url|link)\s+(?<target>[^\s%]+)\s*-?%\}`,
    String.raw`\{\{-?\s*(?<variable>[^{}<%\n][^{}\n]*?)\s*-?\}\}`,
    String
      .raw`\{\{[<%]\s*(?<shortcode>\w+)(?<values>(?:\s+(?:[\w-]+=)?(?:"[^"\n]*"|[^\s"{}>%]+))*)\s*/?[%>]\}\}`,
  ].join("|"),
  "gm",
);

/**
 * Puts the tags of an entry as Markdown.
 *
 * @param source The text below the front matter.
 * @param context What tags may speak of.
 * @returns The text, in which only tags are left that are not understood.
 */
export function replaceTags(source: string, context: TagContext): string {
  if (!source.includes("{{") && !source.includes("{%")) return source;
  return source.replace(PIECES, (all: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Record<string, string | undefined>;
    const { raw, code, code2, target, variable, shortcode } = groups;
    if (raw !== undefined) return raw;
    if (code !== undefined) return fenced(code, groups["lang"]!);
    if (code2 !== undefined) return fenced(code2, groups["lang2"]!);
    if (target !== undefined) {
      return groups["liquid"] === "link"
        ? `/${target.replace(/^\/?_posts\//, "").replace(/^\//, "")}`
        : `/${target.replace(/^\//, "")}`;
    }
    if (variable !== undefined) return valueOf(variable, context) ?? all;
    if (shortcode === undefined) return all;
    return SHORTCODES[shortcode]?.(valuesOf(groups["values"]!)) ?? all;
  });
}

/**
 * The tags that were left in an entry, outside of code.
 *
 * @param html What the entry became.
 * @returns The tags, each once.
 */
export function unknownTags(html: string): string[] {
  const prose = html.replace(/<(pre|code)\b[^>]*>[^]*?<\/\1>/g, "");
  const found = prose.match(
    /\{%-?[^\S\n]*\w[^%\n]*%\}|\{\{(?:&lt;|%)[^}\n]*\}\}/g,
  ) ?? [];
  return [...new Set(found)].map((tag) =>
    tag.replace(/<[^>]*>/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">")
      .replace(/&quot;/g, '"').replace(/&amp;/g, "&")
  );
}

/** A block of code, in a fence that is longer than any within. */
function fenced(code: string, lang: string): string {
  const longest = (code.match(/`{3,}/g) ?? [])
    .reduce((length, run) => Math.max(length, run.length), 2);
  const fence = "`".repeat(longest + 1);
  const text = code.replace(/^[^\S\n]*\n/, "").trimEnd();
  return `\n${fence}${lang}\n${text}\n${fence}\n`;
}

/** The few values that texts speak of; a blog of files is at the root of its host. */
function valueOf(variable: string, { title }: TagContext): string | null {
  if (/^site\.(?:baseurl|url)$/.test(variable)) return "";
  if (variable === "page.title") return title;
  const link =
    /^(?:site\.(?:baseurl|url)\s*\|\s*append:\s*)?(["'])(\/?[^"']*)\1\s*(?:\|\s*(?:relative_url|absolute_url|prepend:\s*site\.(?:baseurl|url))\s*)*$/
      .exec(variable);
  return link === null || !/[|]/.test(variable)
    ? null
    : `/${link[2]!.replace(/^\//, "")}`;
}

function valuesOf(text: string): Values {
  const values = new Map<string, string>();
  let place = 0;
  for (
    const [, name, quoted, bare] of text.matchAll(
      /(?:([\w-]+)=)?(?:"([^"\n]*)"|([^\s"]+))/g,
    )
  ) values.set(name ?? String(place++), quoted ?? bare ?? "");
  return values;
}

/** A link to what a page of another's would be framed for. */
function linkTo(prefix: string): (values: Values) => string | null {
  return (values) => {
    const id = values.get("0") ?? values.get("id");
    return id === undefined ? null : `<${prefix}${encodeURI(id)}>`;
  };
}

function figure(values: Values): string | null {
  const src = values.get("src") ?? values.get("0");
  if (src === undefined) return null;
  const caption = values.get("caption") ?? values.get("title") ??
    values.get("attr");
  const alt = values.get("alt") ?? (caption === undefined ? "" : caption);
  const image = `<img src="${escape(src)}" alt="${escape(alt)}">`;
  const link = values.get("link");
  const picture = link === undefined
    ? image
    : `<a href="${escape(link)}">${image}</a>`;
  return caption === undefined
    ? picture
    : `<figure>${picture}<figcaption>${escape(caption)}</figcaption></figure>`;
}

/** Another entry, by the name of its file. */
function reference(values: Values): string | null {
  const path = values.get("0") ?? values.get("path");
  if (path === undefined || path.startsWith("#")) return path ?? null;
  const [file, fragment] = path.split("#") as [string, string?];
  const name = /\.\w+$/.test(file) ? file : `${file}.md`;
  return fragment === undefined ? name : `${name}#${fragment}`;
}

const SHORTCODES: Readonly<Record<string, (values: Values) => string | null>> =
  {
    figure,
    img: figure,
    ref: reference,
    relref: reference,
    vimeo: linkTo("https://vimeo.com/"),
    youtube: linkTo("https://www.youtube.com/watch?v="),
  };

function escape(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;")
    .replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
