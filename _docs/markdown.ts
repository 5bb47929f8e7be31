// Copyright 2026 the tpd2 authors. MIT license.

import highlighter from "highlight.js/lib/common";
import dockerfile from "highlight.js/lib/languages/dockerfile";
import lisp from "highlight.js/lib/languages/lisp";
import nginx from "highlight.js/lib/languages/nginx";
import { Marked, type Tokens } from "marked";
import { anchorMaker } from "../_tools/anchors.ts";

for (const [name, grammar] of Object.entries({ dockerfile, lisp, nginx })) {
  highlighter.registerLanguage(name, grammar);
}

/** One heading of a document. */
export interface Heading {
  /** 1 to 6. */
  level: number;
  /** What links name it by. */
  anchor: string;
  /** Its text, as HTML without elements. */
  text: string;
}

/** What a Markdown document becomes. */
export interface RenderedDocument {
  /** The HTML, without the first heading if that is of the first level. */
  html: string;
  /** The text of that heading, as HTML without elements. */
  title: string;
  /** All others. */
  headings: Heading[];
}

/** Options of {@linkcode renderDocument}. */
export interface RenderDocumentOptions {
  /** Tells where a link leads in the site. */
  resolve: (link: string) => string;
  /**
   * Tells the width and height of a picture, so that the text does not jump when it comes.
   *
   * @default {() => null}
   */
  sizeOf?: (link: string) => readonly [width: number, height: number] | null;
}

const FRONT_MATTER = /^---\n([\s\S]*?)\n---\n/;

/**
 * Finds the links and pictures of a document that lead to files.
 *
 * @param markdown The document.
 * @returns Where they lead, without what stands behind `#`.
 */
export function linksIn(markdown: string): string[] {
  const links: string[] = [];
  const marked = new Marked({ gfm: true });
  marked.walkTokens(
    marked.lexer(markdown.replace(FRONT_MATTER, "")),
    (token) => {
      if (token.type !== "link" && token.type !== "image") return;
      const href: string = token["href"];
      if (!isOutside(href)) links.push(href.replace(/#.*/, ""));
    },
  );
  return links;
}

/** Whether a link leads to another site, or to a place on the same page. */
function isOutside(href: string): boolean {
  return /^(?:\w+:|#)/.test(href);
}

/**
 * Renders a document of the project. What its authors write is trusted: it is
 * the same repository.
 *
 * @param markdown The document, maybe with front matter.
 * @param options Where links lead.
 * @returns The HTML, the title, and the headings.
 */
export function renderDocument(
  markdown: string,
  { resolve, sizeOf = () => null }: RenderDocumentOptions,
): RenderedDocument {
  const frontMatter = FRONT_MATTER.exec(markdown);
  const named = /^title: *(.*)$/m.exec(frontMatter?.[1] ?? "")?.[1];
  const headings: Heading[] = [];
  const anchorOf = anchorMaker();
  let title = named === undefined ? "" : escape(named);
  const marked = new Marked({
    gfm: true,
    renderer: {
      heading(this: { parser: Parser }, { tokens, depth, text: source }) {
        const html = this.parser.parseInline(tokens);
        const text = html.replaceAll(/<[^>]*>/g, "");
        const anchor = anchorOf(source);
        if (depth === 1 && title === "") {
          title = text;
          return "";
        }
        headings.push({ level: depth, anchor, text });
        return `<h${depth} id="${anchor}"><a class="anchor" href="#${anchor}">${html}</a></h${depth}>\n`;
      },
      code: ({ text, lang }: Tokens.Code) => codeBlock(text, lang ?? ""),
      link(this: { parser: Parser }, { href, tokens }: Tokens.Link) {
        const target = isOutside(href) ? href : resolve(href);
        return `<a href="${escape(target)}">${
          this.parser.parseInline(tokens)
        }</a>`;
      },
      image({ href, text }: Tokens.Image) {
        const source = isOutside(href) ? href : resolve(href);
        const size = sizeOf(href);
        const box = size ? ` width="${size[0]}" height="${size[1]}"` : "";
        return `<img src="${escape(source)}" alt="${escape(text)}"${box}>`;
      },
    },
  });
  const body = markdown.slice(frontMatter?.[0].length ?? 0);
  const html = marked.parse(body, { async: false });
  return { html: addBoxes(html), title, headings };
}

/** What a renderer of `marked` has at hand. */
interface Parser {
  parseInline(tokens: Tokens.Generic[]): string;
}

/**
 * A block of code, in colours where its language is known.
 *
 * @param text The code.
 * @param info The language, and whatever stands behind it.
 * @returns The HTML.
 */
export function codeBlock(text: string, info: string): string {
  const name = /^[\w+#.-]+/.exec(info)?.[0].toLowerCase() ?? "";
  const html = highlighter.getLanguage(name) === undefined
    ? escape(text)
    : highlighter.highlight(text, { language: name, ignoreIllegals: true })
      .value;
  return `<pre tabindex="0"><code>${html}</code></pre>\n`;
}

/** A table that is wider than a phone scrolls in its own box, by keyboard too. */
function addBoxes(html: string): string {
  return html
    .replaceAll(
      /<table>/g,
      '<div class="table" role="group" tabindex="0" aria-label="Table"><table>',
    )
    .replaceAll(/<\/table>/g, "</table></div>")
    .replaceAll(/<(t[hd]) align="(\w+)">/g, '<$1 class="$2">');
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
