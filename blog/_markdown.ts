// Copyright 2026 the tpd2 authors. MIT license.

import highlighter from "highlight.js/lib/common";
import dockerfile from "highlight.js/lib/languages/dockerfile";
import http from "highlight.js/lib/languages/http";
import lisp from "highlight.js/lib/languages/lisp";
import nginx from "highlight.js/lib/languages/nginx";
import { Marked, type Token, type Tokens } from "marked";
// @ts-types="@types/sanitize-html"
import sanitizeHtml from "sanitize-html";
import {
  FOOTNOTE_EXTENSIONS,
  renderFootnotes,
  withoutReferences,
} from "./_footnotes.ts";
import { slugify } from "./_slug.ts";

/** What a Markdown text becomes. */
export interface RenderedMarkdown {
  /** Sanitised HTML, whose highest heading is `h2`. */
  html: string;
  /** All of it as text, code left out, for counting words. */
  text: string;
  /** The first paragraph as text; empty where there is none. */
  firstParagraph: string;
}

// What `common` leaves out and blogs about servers are full of.
for (
  const [name, grammar] of Object.entries({ dockerfile, http, lisp, nginx })
) {
  highlighter.registerLanguage(name, grammar);
}

/** Headings get anchors, code gets colours, tables a box that scrolls. */
const marked = new Marked({
  gfm: true,
  extensions: [...FOOTNOTE_EXTENSIONS],
  renderer: {
    code({ text, lang }: Tokens.Code): string {
      const name = /^[\w+#.-]+/.exec(lang ?? "")?.[0].toLowerCase() ?? "";
      if (highlighter.getLanguage(name) === undefined) {
        return `<pre><code>${escape(text)}</code></pre>\n`;
      }
      const { value } = highlighter.highlight(text, {
        language: name,
        ignoreIllegals: true,
      });
      return `<pre><code class="hljs">${value}</code></pre>\n`;
    },
    image({ href, title, text }: Tokens.Image): string {
      const hint = title ? ` title="${escape(title)}"` : "";
      return `<img src="${escape(href)}" alt="${escape(text)}"${hint}>`;
    },
  },
});

/** What the highlighter gives, in the forms `hljs-title` and `function_`. */
const CLASSES = ["hljs", "hljs-*", "*_"];

const BASE: sanitizeHtml.IOptions = {
  allowedTags: [
    ...sanitizeHtml.defaults.allowedTags,
    "del",
    "details",
    "img",
    "input",
    "ins",
    "picture",
    "source",
    "summary",
    "video",
    "audio",
  ].filter((tag) => !["main", "header", "footer", "nav"].includes(tag)),
  allowedAttributes: {
    "*": ["lang", "dir", "title"],
    a: ["class", "href", "id", "rel"],
    abbr: ["title"],
    audio: ["src", "controls", "preload"],
    code: ["class"],
    col: ["span"],
    colgroup: ["span"],
    details: ["open"],
    h1: ["id"],
    h2: ["id"],
    h3: ["id"],
    h4: ["id"],
    h5: ["id"],
    h6: ["id"],
    img: ["src", "alt", "width", "height", "loading", "decoding", "srcset"],
    input: ["type", "checked", "disabled"],
    li: ["id", "value"],
    ol: ["start", "reversed", "type"],
    section: ["class"],
    source: ["src", "srcset", "type", "media"],
    span: ["class"],
    sup: ["class", "id"],
    td: ["class", "colspan", "rowspan", "headers"],
    th: ["class", "colspan", "rowspan", "scope"],
    time: ["datetime"],
    video: ["src", "controls", "preload", "poster", "width", "height"],
  },
  allowedClasses: {
    "*": CLASSES,
    a: ["back"],
    section: ["footnotes"],
    sup: ["note"],
    td: ["align-*"],
    th: ["align-*"],
  },
  allowedSchemes: ["http", "https", "mailto", "tel"],
  allowProtocolRelative: false,
  disallowedTagsMode: "discard",
  enforceHtmlBoundary: false,
  // A field that is no check box of a task list could ask for a password.
  exclusiveFilter: (frame) =>
    frame.tag === "input" && frame.attribs["type"] !== "checkbox",
};

/**
 * Renders GitHub-flavoured Markdown to HTML that is safe to serve.
 *
 * Whatever the text holds, no script, style, event handler or odd URL scheme
 * comes out of it. Headings carry ids, made from their words, and begin with `h2`,
 * since `h1` belongs to the page's title. Code in a known
 * language is coloured by classes, so that no style has to be allowed.
 *
 * @param source The Markdown.
 * @returns The HTML, and what else its readers need.
 */
export function renderMarkdown(source: string): RenderedMarkdown {
  const tokens = marked.lexer(source);
  const footnotes = renderFootnotes(marked, tokens);
  const first = tokens.find((token) => token.type === "paragraph");
  const prose = marked.parser(tokens.filter(({ type }) => type !== "code"));
  return {
    html: sanitize(marked.parser(tokens) + footnotes),
    text: toText(withoutReferences(prose) + footnotes),
    firstParagraph: first === undefined ? "" : paragraphText(first),
  };
}

function paragraphText(token: Token): string {
  const html = withoutReferences(marked.parser([token] as Token[]));
  return toText(html).replace(/\s+/g, " ").trim();
}

/** The text of HTML, entities decoded. */
function toText(html: string): string {
  const kept = sanitizeHtml(html, { allowedTags: [], allowedAttributes: {} });
  return kept.replace(
    /&(lt|gt|amp|quot|#39);/g,
    (_, name: string) => TEXT_OF[name] ?? "",
  );
}

const TEXT_OF: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  "#39": "'",
};

function escape(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;")
    .replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

function sanitize(dirty: string): string {
  const levels: number[] = [];
  const ids = new Set<string>();
  const clean = sanitizeHtml(dirty, {
    ...BASE,
    transformTags: {
      "*": (tagName: string, attribs: sanitizeHtml.Attributes) => {
        const level = /^h([1-6])$/.exec(tagName)?.[1];
        const kept = { ...attribs };
        // Ids that begin with an underscore are the page's own.
        const id = kept["id"];
        if (id !== undefined && (/^_|^$|\s/.test(id) || ids.has(id))) {
          delete kept["id"];
        } else if (id !== undefined) ids.add(id);
        const align = kept["align"];
        if (align !== undefined && /^(left|right|center)$/.test(align)) {
          kept["class"] = `align-${align}`;
        }
        for (const name of ["width", "height"]) {
          const size = /^(\d+)(?:px)?$/.exec(kept[name] ?? "")?.[1];
          if (size === undefined) delete kept[name];
          else kept[name] = size;
        }
        for (const name of ["href", "src"]) {
          const url = kept[name];
          // A URL has a percent sign before two digits alone.
          if (url !== undefined) {
            kept[name] = url.replace(/%(?![\da-f]{2})/gi, "%25");
          }
        }
        if (tagName === "img") {
          kept["loading"] = "lazy";
          kept["decoding"] = "async";
          kept["alt"] ??= "";
        }
        return {
          tagName: level === undefined
            ? tagName
            : `h${levelOf(Number(level), levels)}`,
          attribs: kept,
        };
      },
    },
  });
  return addBoxes(addAnchors(clean, ids));
}

/**
 * The level of a heading below the page's title: the highest is 2, and none is
 * left out, whichever the author began with.
 *
 * @param level The author's level.
 * @param above The levels, by the author, of the headings that it stands below;
 * this one is added.
 */
function levelOf(level: number, above: number[]): number {
  while ((above.at(-1) ?? 0) >= level) above.pop();
  above.push(level);
  return Math.min(6, above.length + 1);
}

/**
 * Gives each heading an id and a link to itself. The input is our sanitiser's
 * output, so that tags and attributes have one form.
 */
function addAnchors(html: string, ids: Set<string>): string {
  return html.replace(
    /<(h[2-6])((?:\s[^>]*)?)>([\s\S]*?)<\/\1>/g,
    (_, tag: string, attributes: string, content: string) => {
      let id = / id="([^"]*)"/.exec(attributes)?.[1];
      if (id === undefined) {
        const base = slugify(toText(content)) || "section";
        id = base;
        for (let n = 2; ids.has(id); n++) id = `${base}-${n}`;
        ids.add(id);
        attributes += ` id="${id}"`;
      }
      // A heading that holds a link cannot be one.
      const linked = /<(?:a|img|input|audio|video|details)\b/.test(content)
        ? content
        : `<a class="anchor" href="#${id}">${content}</a>`;
      return `<${tag}${attributes}>${linked}</${tag}>`;
    },
  );
}

/** What may be wider than a phone scrolls in its own box, by keyboard too. */
function addBoxes(html: string): string {
  return html
    .replace(
      /<table\b/g,
      '<div class="table" role="group" tabindex="0" aria-label="Table"><table',
    )
    .replace(/<\/table>/g, "</table></div>")
    .replace(/<pre>/g, '<pre tabindex="0">')
    .replace(
      /<section class="footnotes">/g,
      '<section class="footnotes" role="doc-endnotes" aria-label="Footnotes">',
    )
    .replace(
      /<a class="back"/g,
      '<a class="back" role="doc-backlink" aria-label="Back to the text"',
    )
    // Text has no bare `>`: this is always the end of a void element.
    .replace(/ \/>/g, ">");
}
