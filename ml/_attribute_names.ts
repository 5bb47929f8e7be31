// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.
// Written by _tools/generate_html_table.ts from html-element-attributes, @webref/elements and aria-query: do not edit.

/** The names of the attributes of each element, separated by spaces; `*` for those that all have. */
export const ATTRIBUTE_NAMES = {
  "*":
    "accesskey aria-activedescendant aria-atomic aria-autocomplete aria-braillelabel aria-brailleroledescription aria-busy aria-checked aria-colcount aria-colindex aria-colspan aria-controls aria-current aria-describedby aria-description aria-details aria-disabled aria-dropeffect aria-errormessage aria-expanded aria-flowto aria-grabbed aria-haspopup aria-hidden aria-invalid aria-keyshortcuts aria-label aria-labelledby aria-level aria-live aria-modal aria-multiline aria-multiselectable aria-orientation aria-owns aria-placeholder aria-posinset aria-pressed aria-readonly aria-relevant aria-required aria-roledescription aria-rowcount aria-rowindex aria-rowspan aria-selected aria-setsize aria-sort aria-valuemax aria-valuemin aria-valuenow aria-valuetext autocapitalize autocorrect autofocus class contenteditable dir draggable enterkeyhint exportparts hidden id inert inputmode is itemid itemprop itemref itemscope itemtype lang nonce part popover role slot spellcheck style tabindex title translate writingsuggestions",
  a: "download href hreflang ping referrerpolicy rel target type",
  area: "alt coords download href ping referrerpolicy rel shape target",
  audio: "autoplay controls crossorigin loop muted preload src",
  base: "href target",
  blockquote: "cite",
  button:
    "command commandfor disabled form formaction formenctype formmethod formnovalidate formtarget name popovertarget popovertargetaction type value",
  canvas: "height width",
  col: "span",
  colgroup: "span width",
  data: "value",
  del: "cite datetime",
  details: "name open",
  dialog: "closedby open",
  embed: "height src type width",
  fieldset: "disabled form name",
  form:
    "accept accept-charset action autocomplete enctype method name novalidate rel target",
  iframe:
    "allow allowfullscreen credentialless height loading name referrerpolicy sandbox src srcdoc width",
  img:
    "alt crossorigin decoding fetchpriority height ismap loading referrerpolicy sizes src srcset usemap width",
  input:
    "accept alpha alt autocomplete checked colorspace dirname disabled form formaction formenctype formmethod formnovalidate formtarget height list max maxlength min minlength multiple name pattern placeholder popovertarget popovertargetaction readonly required size src step type value width",
  ins: "cite datetime",
  label: "for form",
  li: "value",
  link:
    "as blocking color crossorigin disabled fetchpriority href hreflang imagesizes imagesrcset integrity media referrerpolicy rel sizes type",
  map: "name",
  meta: "charset content http-equiv media name property",
  meter: "high low max min optimum value",
  object: "data form height name type usemap width",
  ol: "reversed start type",
  optgroup: "disabled label",
  option: "disabled label selected value",
  output: "for form name",
  progress: "max value",
  q: "cite",
  script:
    "async blocking crossorigin defer fetchpriority integrity nomodule referrerpolicy src type",
  select: "autocomplete disabled form multiple name required size",
  slot: "name",
  source: "height media sizes src srcset type width",
  style: "blocking media",
  td: "colspan headers rowspan",
  template:
    "shadowrootclonable shadowrootcustomelementregistry shadowrootdelegatesfocus shadowrootmode shadowrootserializable",
  textarea:
    "autocomplete cols dirname disabled form maxlength minlength name placeholder readonly required rows wrap",
  th: "abbr colspan headers rowspan scope",
  time: "datetime",
  track: "default kind label src srclang",
  video:
    "autoplay controls crossorigin height loop muted playsinline poster preload src width",
} as const;

/** The values of each enumerated attribute, joined with bars; of all elements, or of one. */
export const ATTRIBUTE_VALUES = {
  "autocapitalize": "off|none|on|sentences|words|characters",
  "autocorrect": "on|off",
  "contenteditable": "true|false|plaintext-only|",
  "dir": "ltr|rtl|auto",
  "draggable": "true|false|",
  "enterkeyhint": "enter|done|go|next|previous|search|send",
  "hidden": "until-found|hidden|",
  "inputmode": "none|text|tel|url|email|numeric|decimal|search",
  "popover": "auto|manual|hint|",
  "spellcheck": "true|false|",
  "translate": "yes|no",
  "writingsuggestions": "true|false",
  "as":
    "audio|document|embed|fetch|font|image|json|manifest|object|script|style|track|video|worker",
  "blocking": "render",
  "closedby": "any|closerequest|none",
  "colorspace": "limited-srgb|display-p3",
  "crossorigin": "anonymous|use-credentials|",
  "decoding": "sync|async|auto",
  "enctype": "application/x-www-form-urlencoded|multipart/form-data|text/plain",
  "fetchpriority": "high|low|auto",
  "formenctype":
    "application/x-www-form-urlencoded|multipart/form-data|text/plain",
  "formmethod": "get|post|dialog",
  "kind": "subtitles|captions|descriptions|chapters|metadata",
  "loading": "lazy|eager",
  "method": "get|post|dialog",
  "popovertargetaction": "toggle|show|hide",
  "preload": "none|metadata|auto|",
  "referrerpolicy":
    "|no-referrer|no-referrer-when-downgrade|origin|origin-when-cross-origin|same-origin|strict-origin|strict-origin-when-cross-origin|unsafe-url",
  "scope": "row|col|rowgroup|colgroup",
  "shadowrootmode": "open|closed",
  "shape": "circle|default|poly|rect",
  "wrap": "soft|hard",
  "button.type": "submit|reset|button",
  "form.autocomplete": "on|off",
  "input.type":
    "hidden|text|search|tel|url|email|password|date|month|week|time|datetime-local|number|range|color|checkbox|radio|file|submit|image|reset|button",
  "meta.charset": "utf-8",
  "meta.http-equiv":
    "content-type|default-style|refresh|x-ua-compatible|content-security-policy",
  "ol.type": "1|a|A|i|I",
  "track.kind": "subtitles|captions|descriptions|chapters|metadata",
} as const;
