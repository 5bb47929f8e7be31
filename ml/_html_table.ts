// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.
// Written by _tools/generate_html_table.ts from html-element-attributes, @webref/elements and aria-query: do not edit.

import type {
  Absent,
  AriaBoolean,
  BooleanValue,
  ClassValue,
  CodeValue,
  MarkupValue,
  NumberValue,
  StyleValue,
  TextValue,
} from "./attributes.ts";

/** The attributes that every HTML element has. */
export type GlobalAttributes = {
  accesskey?: TextValue;
  autocapitalize?:
    | "off"
    | "none"
    | "on"
    | "sentences"
    | "words"
    | "characters"
    | Absent;
  autocorrect?: "on" | "off" | Absent;
  autofocus?: BooleanValue;
  class?: ClassValue;
  contenteditable?: "true" | "false" | "plaintext-only" | boolean | Absent;
  dir?: "ltr" | "rtl" | "auto" | Absent;
  draggable?: "true" | "false" | boolean | Absent;
  enterkeyhint?:
    | "enter"
    | "done"
    | "go"
    | "next"
    | "previous"
    | "search"
    | "send"
    | Absent;
  exportparts?: TextValue;
  hidden?: "until-found" | "hidden" | boolean | Absent;
  id?: TextValue;
  inert?: BooleanValue;
  inputmode?:
    | "none"
    | "text"
    | "tel"
    | "url"
    | "email"
    | "numeric"
    | "decimal"
    | "search"
    | Absent;
  is?: TextValue;
  itemid?: TextValue;
  itemprop?: TextValue;
  itemref?: TextValue;
  itemscope?: BooleanValue;
  itemtype?: TextValue;
  lang?: TextValue;
  nonce?: TextValue;
  part?: TextValue;
  popover?: "auto" | "manual" | "hint" | boolean | Absent;
  slot?: TextValue;
  spellcheck?: "true" | "false" | boolean | Absent;
  style?: StyleValue;
  tabindex?: NumberValue;
  title?: TextValue;
  translate?: "yes" | "no" | Absent;
  writingsuggestions?: "true" | "false" | Absent;
  role?: TextValue;
  [name: `data-${string}`]: TextValue | boolean;
  [name: `on${string}`]: CodeValue;
  "aria-activedescendant"?: TextValue;
  "aria-atomic"?: AriaBoolean;
  "aria-autocomplete"?: "inline" | "list" | "both" | "none" | Absent;
  "aria-braillelabel"?: TextValue;
  "aria-brailleroledescription"?: TextValue;
  "aria-busy"?: AriaBoolean;
  "aria-checked"?: AriaBoolean | "mixed";
  "aria-colcount"?: NumberValue;
  "aria-colindex"?: NumberValue;
  "aria-colspan"?: NumberValue;
  "aria-controls"?: TextValue;
  "aria-current"?:
    | "page"
    | "step"
    | "location"
    | "date"
    | "time"
    | "true"
    | true
    | "false"
    | false
    | Absent;
  "aria-describedby"?: TextValue;
  "aria-description"?: TextValue;
  "aria-details"?: TextValue;
  "aria-disabled"?: AriaBoolean;
  "aria-dropeffect"?: TextValue;
  "aria-errormessage"?: TextValue;
  "aria-expanded"?: AriaBoolean;
  "aria-flowto"?: TextValue;
  "aria-grabbed"?: AriaBoolean;
  "aria-haspopup"?:
    | "false"
    | false
    | "true"
    | true
    | "menu"
    | "listbox"
    | "tree"
    | "grid"
    | "dialog"
    | Absent;
  "aria-hidden"?: AriaBoolean;
  "aria-invalid"?:
    | "grammar"
    | "false"
    | false
    | "spelling"
    | "true"
    | true
    | Absent;
  "aria-keyshortcuts"?: TextValue;
  "aria-label"?: TextValue;
  "aria-labelledby"?: TextValue;
  "aria-level"?: NumberValue;
  "aria-live"?: "assertive" | "off" | "polite" | Absent;
  "aria-modal"?: AriaBoolean;
  "aria-multiline"?: AriaBoolean;
  "aria-multiselectable"?: AriaBoolean;
  "aria-orientation"?: "vertical" | "undefined" | "horizontal" | Absent;
  "aria-owns"?: TextValue;
  "aria-placeholder"?: TextValue;
  "aria-posinset"?: NumberValue;
  "aria-pressed"?: AriaBoolean | "mixed";
  "aria-readonly"?: AriaBoolean;
  "aria-relevant"?: TextValue;
  "aria-required"?: AriaBoolean;
  "aria-roledescription"?: TextValue;
  "aria-rowcount"?: NumberValue;
  "aria-rowindex"?: NumberValue;
  "aria-rowspan"?: NumberValue;
  "aria-selected"?: AriaBoolean;
  "aria-setsize"?: NumberValue;
  "aria-sort"?: "ascending" | "descending" | "none" | "other" | Absent;
  "aria-valuemax"?: NumberValue;
  "aria-valuemin"?: NumberValue;
  "aria-valuenow"?: NumberValue;
  "aria-valuetext"?: TextValue;
};

/** The attributes of each HTML element besides the global ones. */
export type HtmlAttributes = {
  a: {
    download?: TextValue | true;
    href?: TextValue;
    hreflang?: TextValue;
    ping?: TextValue;
    referrerpolicy?:
      | ""
      | "no-referrer"
      | "no-referrer-when-downgrade"
      | "origin"
      | "origin-when-cross-origin"
      | "same-origin"
      | "strict-origin"
      | "strict-origin-when-cross-origin"
      | "unsafe-url"
      | Absent;
    rel?:
      | "alternate"
      | "author"
      | "bookmark"
      | "external"
      | "help"
      | "license"
      | "me"
      | "next"
      | "nofollow"
      | "noopener"
      | "noreferrer"
      | "opener"
      | "prev"
      | "privacy-policy"
      | "search"
      | "tag"
      | "terms-of-service"
      | (string & Record<never, never>)
      | Absent;
    target?:
      | "_self"
      | "_blank"
      | "_parent"
      | "_top"
      | (string & Record<never, never>)
      | Absent;
    type?: TextValue;
  };
  abbr: Record<never, never>;
  address: Record<never, never>;
  area: {
    alt?: TextValue;
    coords?: TextValue;
    download?: TextValue | true;
    href?: TextValue;
    ping?: TextValue;
    referrerpolicy?:
      | ""
      | "no-referrer"
      | "no-referrer-when-downgrade"
      | "origin"
      | "origin-when-cross-origin"
      | "same-origin"
      | "strict-origin"
      | "strict-origin-when-cross-origin"
      | "unsafe-url"
      | Absent;
    rel?: TextValue;
    shape?: "circle" | "default" | "poly" | "rect" | Absent;
    target?:
      | "_self"
      | "_blank"
      | "_parent"
      | "_top"
      | (string & Record<never, never>)
      | Absent;
  };
  article: Record<never, never>;
  aside: Record<never, never>;
  audio: {
    autoplay?: BooleanValue;
    controls?: BooleanValue;
    crossorigin?: "anonymous" | "use-credentials" | "" | boolean | Absent;
    loop?: BooleanValue;
    muted?: BooleanValue;
    preload?: "none" | "metadata" | "auto" | "" | Absent;
    src?: TextValue;
  };
  b: Record<never, never>;
  base: {
    href?: TextValue;
    target?:
      | "_self"
      | "_blank"
      | "_parent"
      | "_top"
      | (string & Record<never, never>)
      | Absent;
  };
  bdi: Record<never, never>;
  bdo: Record<never, never>;
  blockquote: {
    cite?: TextValue;
  };
  body: Record<never, never>;
  br: Record<never, never>;
  button: {
    command?:
      | "toggle-popover"
      | "show-popover"
      | "hide-popover"
      | "close"
      | "request-close"
      | "show-modal"
      | (string & Record<never, never>)
      | Absent;
    commandfor?: TextValue;
    disabled?: BooleanValue;
    form?: TextValue;
    formaction?: TextValue;
    formenctype?:
      | "application/x-www-form-urlencoded"
      | "multipart/form-data"
      | "text/plain"
      | Absent;
    formmethod?: "get" | "post" | "dialog" | Absent;
    formnovalidate?: BooleanValue;
    formtarget?:
      | "_self"
      | "_blank"
      | "_parent"
      | "_top"
      | (string & Record<never, never>)
      | Absent;
    name?: TextValue;
    popovertarget?: TextValue;
    popovertargetaction?: "toggle" | "show" | "hide" | Absent;
    type?: "submit" | "reset" | "button" | Absent;
    value?: TextValue;
  };
  canvas: {
    height?: NumberValue;
    width?: NumberValue;
  };
  caption: Record<never, never>;
  cite: Record<never, never>;
  code: Record<never, never>;
  col: {
    span?: NumberValue;
  };
  colgroup: {
    span?: NumberValue;
    width?: NumberValue;
  };
  data: {
    value?: TextValue;
  };
  datalist: Record<never, never>;
  dd: Record<never, never>;
  del: {
    cite?: TextValue;
    datetime?: TextValue;
  };
  details: {
    name?: TextValue;
    open?: BooleanValue;
  };
  dfn: Record<never, never>;
  dialog: {
    closedby?: "any" | "closerequest" | "none" | Absent;
    open?: BooleanValue;
  };
  div: Record<never, never>;
  dl: Record<never, never>;
  dt: Record<never, never>;
  em: Record<never, never>;
  embed: {
    height?: NumberValue;
    src?: TextValue;
    type?: TextValue;
    width?: NumberValue;
  };
  fieldset: {
    disabled?: BooleanValue;
    form?: TextValue;
    name?: TextValue;
  };
  figcaption: Record<never, never>;
  figure: Record<never, never>;
  footer: Record<never, never>;
  form: {
    accept?: TextValue;
    "accept-charset"?: TextValue;
    action?: TextValue;
    autocomplete?: "on" | "off" | Absent;
    enctype?:
      | "application/x-www-form-urlencoded"
      | "multipart/form-data"
      | "text/plain"
      | Absent;
    method?: "get" | "post" | "dialog" | Absent;
    name?: TextValue;
    novalidate?: BooleanValue;
    rel?:
      | "external"
      | "help"
      | "license"
      | "next"
      | "nofollow"
      | "noopener"
      | "noreferrer"
      | "opener"
      | "prev"
      | "search"
      | (string & Record<never, never>)
      | Absent;
    target?:
      | "_self"
      | "_blank"
      | "_parent"
      | "_top"
      | (string & Record<never, never>)
      | Absent;
  };
  h1: Record<never, never>;
  h2: Record<never, never>;
  h3: Record<never, never>;
  h4: Record<never, never>;
  h5: Record<never, never>;
  h6: Record<never, never>;
  head: Record<never, never>;
  header: Record<never, never>;
  hgroup: Record<never, never>;
  hr: Record<never, never>;
  html: Record<never, never>;
  i: Record<never, never>;
  iframe: {
    allow?: TextValue;
    allowfullscreen?: BooleanValue;
    credentialless?: BooleanValue;
    height?: NumberValue;
    loading?: "lazy" | "eager" | Absent;
    name?: TextValue;
    referrerpolicy?:
      | ""
      | "no-referrer"
      | "no-referrer-when-downgrade"
      | "origin"
      | "origin-when-cross-origin"
      | "same-origin"
      | "strict-origin"
      | "strict-origin-when-cross-origin"
      | "unsafe-url"
      | Absent;
    sandbox?: TextValue;
    src?: TextValue;
    srcdoc?: MarkupValue;
    width?: NumberValue;
  };
  img: {
    alt?: TextValue;
    crossorigin?: "anonymous" | "use-credentials" | "" | boolean | Absent;
    decoding?: "sync" | "async" | "auto" | Absent;
    fetchpriority?: "high" | "low" | "auto" | Absent;
    height?: NumberValue;
    ismap?: BooleanValue;
    loading?: "lazy" | "eager" | Absent;
    referrerpolicy?:
      | ""
      | "no-referrer"
      | "no-referrer-when-downgrade"
      | "origin"
      | "origin-when-cross-origin"
      | "same-origin"
      | "strict-origin"
      | "strict-origin-when-cross-origin"
      | "unsafe-url"
      | Absent;
    sizes?: TextValue;
    src?: TextValue;
    srcset?: TextValue;
    usemap?: TextValue;
    width?: NumberValue;
  };
  input: {
    accept?: TextValue;
    alpha?: BooleanValue;
    alt?: TextValue;
    autocomplete?: "on" | "off" | (string & Record<never, never>) | Absent;
    checked?: BooleanValue;
    colorspace?: "limited-srgb" | "display-p3" | Absent;
    dirname?: TextValue;
    disabled?: BooleanValue;
    form?: TextValue;
    formaction?: TextValue;
    formenctype?:
      | "application/x-www-form-urlencoded"
      | "multipart/form-data"
      | "text/plain"
      | Absent;
    formmethod?: "get" | "post" | "dialog" | Absent;
    formnovalidate?: BooleanValue;
    formtarget?:
      | "_self"
      | "_blank"
      | "_parent"
      | "_top"
      | (string & Record<never, never>)
      | Absent;
    height?: NumberValue;
    list?: TextValue;
    max?: TextValue;
    maxlength?: NumberValue;
    min?: TextValue;
    minlength?: NumberValue;
    multiple?: BooleanValue;
    name?: TextValue;
    pattern?: TextValue;
    placeholder?: TextValue;
    popovertarget?: TextValue;
    popovertargetaction?: "toggle" | "show" | "hide" | Absent;
    readonly?: BooleanValue;
    required?: BooleanValue;
    size?: NumberValue;
    src?: TextValue;
    step?: TextValue;
    type?:
      | "hidden"
      | "text"
      | "search"
      | "tel"
      | "url"
      | "email"
      | "password"
      | "date"
      | "month"
      | "week"
      | "time"
      | "datetime-local"
      | "number"
      | "range"
      | "color"
      | "checkbox"
      | "radio"
      | "file"
      | "submit"
      | "image"
      | "reset"
      | "button"
      | Absent;
    value?: TextValue;
    width?: NumberValue;
  };
  ins: {
    cite?: TextValue;
    datetime?: TextValue;
  };
  kbd: Record<never, never>;
  label: {
    for?: TextValue;
    form?: TextValue;
  };
  legend: Record<never, never>;
  li: {
    value?: TextValue;
  };
  link: {
    as?:
      | "audio"
      | "document"
      | "embed"
      | "fetch"
      | "font"
      | "image"
      | "json"
      | "manifest"
      | "object"
      | "script"
      | "style"
      | "track"
      | "video"
      | "worker"
      | Absent;
    blocking?: "render" | Absent;
    color?: TextValue;
    crossorigin?: "anonymous" | "use-credentials" | "" | boolean | Absent;
    disabled?: BooleanValue;
    fetchpriority?: "high" | "low" | "auto" | Absent;
    href?: TextValue;
    hreflang?: TextValue;
    imagesizes?: TextValue;
    imagesrcset?: TextValue;
    integrity?: TextValue;
    media?: TextValue;
    referrerpolicy?:
      | ""
      | "no-referrer"
      | "no-referrer-when-downgrade"
      | "origin"
      | "origin-when-cross-origin"
      | "same-origin"
      | "strict-origin"
      | "strict-origin-when-cross-origin"
      | "unsafe-url"
      | Absent;
    rel?:
      | "alternate"
      | "author"
      | "canonical"
      | "dns-prefetch"
      | "expect"
      | "help"
      | "icon"
      | "license"
      | "manifest"
      | "me"
      | "modulepreload"
      | "next"
      | "pingback"
      | "preconnect"
      | "prefetch"
      | "preload"
      | "prev"
      | "privacy-policy"
      | "search"
      | "stylesheet"
      | "terms-of-service"
      | (string & Record<never, never>)
      | Absent;
    sizes?: TextValue;
    type?: TextValue;
  };
  main: Record<never, never>;
  map: {
    name?: TextValue;
  };
  mark: Record<never, never>;
  menu: Record<never, never>;
  meta: {
    charset?: "utf-8" | Absent;
    content?: TextValue;
    "http-equiv"?:
      | "content-type"
      | "default-style"
      | "refresh"
      | "x-ua-compatible"
      | "content-security-policy"
      | Absent;
    media?: TextValue;
    name?:
      | "application-name"
      | "author"
      | "color-scheme"
      | "description"
      | "generator"
      | "keywords"
      | "referrer"
      | "robots"
      | "theme-color"
      | "viewport"
      | (string & Record<never, never>)
      | Absent;
    property?: TextValue;
  };
  meter: {
    high?: NumberValue;
    low?: NumberValue;
    max?: TextValue;
    min?: TextValue;
    optimum?: NumberValue;
    value?: TextValue;
  };
  nav: Record<never, never>;
  noscript: Record<never, never>;
  object: {
    data?: TextValue;
    form?: TextValue;
    height?: NumberValue;
    name?: TextValue;
    type?: TextValue;
    usemap?: TextValue;
    width?: NumberValue;
  };
  ol: {
    reversed?: BooleanValue;
    start?: NumberValue;
    type?: "1" | "a" | "A" | "i" | "I" | Absent;
  };
  optgroup: {
    disabled?: BooleanValue;
    label?: TextValue;
  };
  option: {
    disabled?: BooleanValue;
    label?: TextValue;
    selected?: BooleanValue;
    value?: TextValue;
  };
  output: {
    for?: TextValue;
    form?: TextValue;
    name?: TextValue;
  };
  p: Record<never, never>;
  picture: Record<never, never>;
  pre: Record<never, never>;
  progress: {
    max?: TextValue;
    value?: TextValue;
  };
  q: {
    cite?: TextValue;
  };
  rp: Record<never, never>;
  rt: Record<never, never>;
  ruby: Record<never, never>;
  s: Record<never, never>;
  samp: Record<never, never>;
  script: {
    async?: BooleanValue;
    blocking?: "render" | Absent;
    crossorigin?: "anonymous" | "use-credentials" | "" | boolean | Absent;
    defer?: BooleanValue;
    fetchpriority?: "high" | "low" | "auto" | Absent;
    integrity?: TextValue;
    nomodule?: BooleanValue;
    referrerpolicy?:
      | ""
      | "no-referrer"
      | "no-referrer-when-downgrade"
      | "origin"
      | "origin-when-cross-origin"
      | "same-origin"
      | "strict-origin"
      | "strict-origin-when-cross-origin"
      | "unsafe-url"
      | Absent;
    src?: TextValue;
    type?:
      | "module"
      | "importmap"
      | "speculationrules"
      | "application/json"
      | "application/ld+json"
      | (string & Record<never, never>)
      | Absent;
  };
  search: Record<never, never>;
  section: Record<never, never>;
  select: {
    autocomplete?: "on" | "off" | (string & Record<never, never>) | Absent;
    disabled?: BooleanValue;
    form?: TextValue;
    multiple?: BooleanValue;
    name?: TextValue;
    required?: BooleanValue;
    size?: NumberValue;
  };
  selectedcontent: Record<never, never>;
  slot: {
    name?: TextValue;
  };
  small: Record<never, never>;
  source: {
    height?: NumberValue;
    media?: TextValue;
    sizes?: TextValue;
    src?: TextValue;
    srcset?: TextValue;
    type?: TextValue;
    width?: NumberValue;
  };
  span: Record<never, never>;
  strong: Record<never, never>;
  style: {
    blocking?: "render" | Absent;
    media?: TextValue;
  };
  sub: Record<never, never>;
  summary: Record<never, never>;
  sup: Record<never, never>;
  table: Record<never, never>;
  tbody: Record<never, never>;
  td: {
    colspan?: NumberValue;
    headers?: TextValue;
    rowspan?: NumberValue;
  };
  template: {
    shadowrootclonable?: BooleanValue;
    shadowrootcustomelementregistry?: BooleanValue;
    shadowrootdelegatesfocus?: BooleanValue;
    shadowrootmode?: "open" | "closed" | Absent;
    shadowrootserializable?: BooleanValue;
  };
  textarea: {
    autocomplete?: "on" | "off" | (string & Record<never, never>) | Absent;
    cols?: NumberValue;
    dirname?: TextValue;
    disabled?: BooleanValue;
    form?: TextValue;
    maxlength?: NumberValue;
    minlength?: NumberValue;
    name?: TextValue;
    placeholder?: TextValue;
    readonly?: BooleanValue;
    required?: BooleanValue;
    rows?: NumberValue;
    wrap?: "soft" | "hard" | Absent;
  };
  tfoot: Record<never, never>;
  th: {
    abbr?: TextValue;
    colspan?: NumberValue;
    headers?: TextValue;
    rowspan?: NumberValue;
    scope?: "row" | "col" | "rowgroup" | "colgroup" | Absent;
  };
  thead: Record<never, never>;
  time: {
    datetime?: TextValue;
  };
  title: Record<never, never>;
  tr: Record<never, never>;
  track: {
    default?: BooleanValue;
    kind?:
      | "subtitles"
      | "captions"
      | "descriptions"
      | "chapters"
      | "metadata"
      | Absent;
    label?: TextValue;
    src?: TextValue;
    srclang?: TextValue;
  };
  u: Record<never, never>;
  ul: Record<never, never>;
  var: Record<never, never>;
  video: {
    autoplay?: BooleanValue;
    controls?: BooleanValue;
    crossorigin?: "anonymous" | "use-credentials" | "" | boolean | Absent;
    height?: NumberValue;
    loop?: BooleanValue;
    muted?: BooleanValue;
    playsinline?: BooleanValue;
    poster?: TextValue;
    preload?: "none" | "metadata" | "auto" | "" | Absent;
    src?: TextValue;
    width?: NumberValue;
  };
  wbr: Record<never, never>;
};
