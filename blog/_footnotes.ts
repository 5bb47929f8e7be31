// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type {
  Marked,
  Token,
  TokenizerAndRendererExtension,
  Tokens,
} from "marked";

/** Where a text speaks of a footnote: `[^label]`. */
interface Reference {
  type: "footnoteReference";
  raw: string;
  label: string;
  /** The number of its footnote, in the order in which the text speaks of them; 0 where there is none. */
  number: number;
  /** Which reference to that footnote this is, from 1. */
  count: number;
}

/** What a footnote says: `[^label]: text`, and what is indented below it. */
interface Definition {
  type: "footnoteDefinition";
  raw: string;
  label: string;
  tokens: Token[];
}

/** A footnote that the text speaks of. */
interface Footnote {
  definition: Definition;
  references: Reference[];
}

/** How long a label may be, in characters. */
const MAX_LABEL = 100;

/** The first line, lines that go on without a break, and what is indented. */
const DEFINITION = new RegExp(
  `^ {0,3}\\[\\^([^\\s\\[\\]]{1,${MAX_LABEL}})\\]:[^\\S\\n]*(.*(?:\\n+(?: {4}|\\t).*|\\n(?! {0,3}(?:\\[\\^|#{1,6} |[-*+] |>|\`{3}))(?=[^\\S\\n]*\\S).*)*)(?:\\n+|$)`,
);
const REFERENCE = new RegExp(`^\\[\\^([^\\s\\[\\]]{1,${MAX_LABEL}})\\]`);

/** Understands footnotes as GitHub does, for `marked.use({ extensions })`. */
export const FOOTNOTE_EXTENSIONS: readonly TokenizerAndRendererExtension[] = [
  {
    name: "footnoteDefinition",
    level: "block",
    start: (source) => {
      // A paragraph ends at an empty line in any case.
      const end = source.search(/\n[^\S\n]*\n/);
      const paragraph = end < 0 ? source : source.slice(0, end);
      const index = paragraph.search(/\n {0,3}\[\^/);
      return index < 0 ? undefined : index + 1;
    },
    tokenizer(source) {
      const match = DEFINITION.exec(source);
      if (match === null) return undefined;
      const text = match[2]!.replace(/\n(?: {4}|\t)/g, "\n");
      return {
        type: "footnoteDefinition",
        raw: match[0],
        label: labelOf(match[1]!),
        tokens: this.lexer.blockTokens(text, []),
      } satisfies Definition;
    },
    renderer: () => "",
    childTokens: ["tokens"],
  },
  {
    name: "footnoteReference",
    level: "inline",
    start: (source) => {
      const index = source.indexOf("[^");
      return index < 0 ? undefined : index;
    },
    tokenizer(source) {
      const match = REFERENCE.exec(source);
      if (match === null) return undefined;
      return {
        type: "footnoteReference",
        raw: match[0],
        label: labelOf(match[1]!),
        number: 0,
        count: 0,
      } satisfies Reference;
    },
    renderer: (token) => referenceHtml(token as unknown as Reference),
  },
];

/**
 * Numbers the footnotes of a text, and renders what they say.
 *
 * @param marked Renders, and walks the tokens; it has the
 * {@linkcode FOOTNOTE_EXTENSIONS}.
 * @param tokens The text. References in it get their numbers.
 * @returns The section at its end; empty where there are no footnotes. A
 * footnote that the text does not speak of is left out.
 */
export function renderFootnotes(marked: Marked, tokens: Token[]): string {
  const definitions = new Map<string, Definition>();
  marked.walkTokens(tokens, (token) => {
    if (!isDefinition(token)) return;
    // Of several with one label the first counts, as in all of Markdown.
    if (!definitions.has(token.label)) definitions.set(token.label, token);
  });
  if (definitions.size === 0) return "";
  const footnotes = number(marked, tokens, definitions);
  if (footnotes.length === 0) return "";
  const items = footnotes.map((footnote, i) =>
    itemHtml(marked, footnote, i + 1)
  );
  return `<section class="footnotes"><ol>${items.join("\n")}</ol></section>\n`;
}

/** Gives references their numbers: first those of the text, then those of its footnotes. */
function number(
  marked: Marked,
  tokens: Token[],
  definitions: ReadonlyMap<string, Definition>,
): Footnote[] {
  const footnotes = new Map<string, Footnote>();
  const read = (tokens: Token[]): void => {
    // A footnote may be defined within another; what it says has its own turn.
    const inNotes = new Set<Token>();
    marked.walkTokens(tokens, (token) => {
      if (isDefinition(token)) {
        marked.walkTokens(token.tokens, (inner) => void inNotes.add(inner));
      }
      if (!isReference(token) || inNotes.has(token)) return;
      const definition = definitions.get(token.label);
      if (definition === undefined) return;
      let footnote = footnotes.get(token.label);
      if (footnote === undefined) {
        footnote = { definition, references: [] };
        footnotes.set(token.label, footnote);
      }
      footnote.references.push(token);
      token.number = [...footnotes.keys()].indexOf(token.label) + 1;
      token.count = footnote.references.length;
    });
  };
  read(tokens);
  // What is found in a footnote comes behind those that are there already.
  for (const { definition } of footnotes.values()) read(definition.tokens);
  return [...footnotes.values()];
}

function itemHtml(
  marked: Marked,
  { definition, references }: Footnote,
  number: number,
): string {
  const back = references.map((reference) =>
    `<a class="back" href="#${idOf(reference)}">↩${
      reference.count === 1 ? "" : `<sup>${reference.count}</sup>`
    }</a>`
  ).join(" ");
  const html = marked.parser(definition.tokens).trimEnd();
  const content = html.endsWith("</p>")
    ? `${html.slice(0, -"</p>".length)} ${back}</p>`
    : `${html}<p>${back}</p>`;
  return `<li id="fn-${number}">${content}</li>`;
}

function referenceHtml(reference: Reference): string {
  const { number, raw } = reference;
  if (number === 0) {
    return raw.replace(/&/g, "&amp;").replace(/</g, "&lt;")
      .replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  }
  return `<sup class="note" id="${
    idOf(reference)
  }"><a href="#fn-${number}">${number}</a></sup>`;
}

/** The text without the numbers of its footnotes, which are no words of it. */
export function withoutReferences(html: string): string {
  return html.replace(/<sup class="note".*?<\/sup>/g, "");
}

function idOf({ number, count }: Reference): string {
  return `fnref-${number}${count === 1 ? "" : `-${count}`}`;
}

/** Labels differ in more than their case. */
function labelOf(text: string): string {
  return text.toLowerCase();
}

function isDefinition(token: Token): token is Definition & Tokens.Generic {
  return token.type === "footnoteDefinition";
}

function isReference(token: Token): token is Reference & Tokens.Generic {
  return token.type === "footnoteReference";
}
