// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * What may stand directly in each element: names and the words of {@linkcode Categories}, separated by commas. The one table that
 * both the types (which read these very texts) and the development checks use. Source: the "Content model" of each element in the
 * HTML standard, <https://html.spec.whatwg.org/multipage/indices.html#elements-3>.
 */
export const CONTENT_MODEL = {
  a: "what its parent allows",
  abbr: "phrasing content",
  address: "flow content",
  area: "nothing",
  article: "flow content",
  aside: "flow content",
  audio: "source, track, what its parent allows",
  b: "phrasing content",
  base: "nothing",
  bdi: "phrasing content",
  bdo: "phrasing content",
  blockquote: "flow content",
  body: "flow content",
  br: "nothing",
  button: "phrasing content, selectedcontent",
  canvas: "what its parent allows",
  caption: "flow content",
  cite: "phrasing content",
  code: "phrasing content",
  col: "nothing",
  colgroup: "col, template",
  data: "phrasing content",
  datalist: "phrasing content, option",
  dd: "flow content",
  del: "what its parent allows",
  details: "summary, flow content",
  dfn: "phrasing content",
  dialog: "flow content",
  div: "flow content, dt, dd, option, optgroup",
  dl: "dt, dd, div, script, template",
  dt: "flow content",
  em: "phrasing content",
  embed: "nothing",
  fieldset: "legend, flow content",
  figcaption: "flow content",
  figure: "figcaption, flow content",
  footer: "flow content",
  form: "flow content",
  h1: "phrasing content",
  h2: "phrasing content",
  h3: "phrasing content",
  h4: "phrasing content",
  h5: "phrasing content",
  h6: "phrasing content",
  head: "metadata content",
  header: "flow content",
  hgroup: "h1, h2, h3, h4, h5, h6, p, script, template",
  hr: "nothing",
  html: "head, body",
  i: "phrasing content",
  iframe: "nothing",
  img: "nothing",
  input: "nothing",
  ins: "what its parent allows",
  kbd: "phrasing content",
  label: "phrasing content",
  legend: "phrasing content, heading content",
  li: "flow content",
  link: "nothing",
  main: "flow content",
  map: "what its parent allows",
  mark: "phrasing content",
  menu: "li, script, template",
  meta: "nothing",
  meter: "phrasing content",
  nav: "flow content",
  noscript: "what its parent allows, link, meta, style",
  object: "what its parent allows",
  ol: "li, script, template",
  optgroup: "legend, option, div, noscript, script, template",
  option: "phrasing content, div",
  output: "phrasing content",
  p: "phrasing content",
  picture: "source, img, script, template",
  pre: "phrasing content",
  progress: "phrasing content",
  q: "phrasing content",
  rp: "text",
  rt: "phrasing content",
  ruby: "rt, rp, phrasing content",
  s: "phrasing content",
  samp: "phrasing content",
  script: "code made by js",
  search: "flow content",
  section: "flow content",
  select: "option, optgroup, hr, button, div, noscript, script, template",
  selectedcontent: "nothing",
  slot: "what its parent allows",
  small: "phrasing content",
  source: "nothing",
  span: "phrasing content",
  strong: "phrasing content",
  style: "a style sheet made by css",
  sub: "phrasing content",
  summary: "phrasing content, heading content",
  sup: "phrasing content",
  table: "caption, colgroup, thead, tbody, tr, tfoot, script, template",
  tbody: "tr, script, template",
  td: "flow content",
  template: "any markup",
  textarea: "text",
  tfoot: "tr, script, template",
  th: "flow content",
  thead: "tr, script, template",
  time: "phrasing content",
  title: "text",
  tr: "td, th, script, template",
  track: "nothing",
  u: "phrasing content",
  ul: "li, script, template",
  var: "phrasing content",
  video: "source, track, what its parent allows",
  wbr: "nothing",
} as const;

/** Names of the elements of each category, separated by spaces. Custom elements belong to flow and phrasing content, too. */
export const CATEGORIES = {
  "metadata content": "base link meta noscript script style template title",
  "heading content": "h1 h2 h3 h4 h5 h6 hgroup",
  "phrasing content":
    "a abbr area audio b bdi bdo br button canvas cite code data datalist del dfn em embed i iframe img " +
    "input ins kbd label link map mark math meta meter noscript object output picture progress q ruby s samp script select " +
    "slot small span strong sub sup svg template textarea time u var video wbr",
  "flow content":
    "address article aside blockquote details dialog div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 " +
    "header hgroup hr main menu nav ol p pre search section table ul",
} as const;

/** The name of an HTML element that is not obsolete. */
export type ElementName = keyof typeof CONTENT_MODEL;

/** The names behind the words of the table. */
export type ContentWords = {
  "phrasing content": PhrasingName;
  "flow content": FlowName;
  "heading content": HeadingName;
  "metadata content": MetadataName;
  "what its parent allows": FlowName;
  "any markup": string;
  "text": "#text";
  "nothing": never;
  "code made by js": "#code";
  "a style sheet made by css": "#sheet";
};

/** The names of heading content. */
export type HeadingName = "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hgroup";

/** The names of metadata content. */
export type MetadataName =
  | "base"
  | "link"
  | "meta"
  | "noscript"
  | "script"
  | "style"
  | "template"
  | "title";

/** The names of phrasing content. */
export type PhrasingName =
  | "#text"
  | `${string}-${string}`
  | SplitWords<
    "a abbr area audio b bdi bdo br button canvas cite code data datalist del dfn em embed i iframe img",
    " "
  >
  | SplitWords<
    "input ins kbd label link map mark math meta meter noscript object output picture progress q ruby s samp",
    " "
  >
  | SplitWords<
    "script select slot small span strong sub sup svg template textarea time u var video wbr",
    " "
  >;

/** The names of flow content. */
export type FlowName =
  | PhrasingName
  | HeadingName
  | SplitWords<
    "address article aside blockquote details dialog div dl fieldset figure footer form header",
    " "
  >
  | SplitWords<"hr main menu nav ol p pre search section table ul", " ">;

/** The words of a text. */
export type SplitWords<Text extends string, By extends string> = Text extends
  `${infer First}${By}${infer Rest}` ? First | SplitWords<Rest, By> : Text;

/** The words that a table has for an element. */
export type TextOf<
  Table extends Readonly<Record<string, string>>,
  Name extends keyof Table,
> = SplitWords<Table[Name], ", ">;

/** The names behind one word. */
export type ExpandedWord<Word extends string> = Word extends keyof ContentWords
  ? ContentWords[Word]
  : Word;

/** The text of the table for each element, as the messages show it. */
export type ContentText = typeof CONTENT_MODEL;

/** The names that may stand in each element; `#text` for text. */
export type AllowedIn = {
  [Name in ElementName]: ExpandedWord<TextOf<ContentText, Name>>;
};
