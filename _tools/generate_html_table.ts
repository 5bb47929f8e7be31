// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Writes `ml/_html_table.ts` (types of the attributes of every HTML element), `ml/_attribute_names.ts` (their names) and `ml/elements.ts` (one function for each element)
 * from packages that follow the HTML standard. Run it again when they are updated:
 *
 * ```sh
 * deno run -A _tools/generate_html_table.ts && deno fmt ml
 * ```
 *
 * @module
 */

import { htmlElementAttributes } from "html-element-attributes";
import { listAll } from "@webref/elements";
import { aria } from "aria-query";
import { CONTENT_MODEL } from "../ml/_content_model.ts";

/** Attributes of section 16.2 of the standard, "Non-conforming features", which the first package lists too. */
const OBSOLETE = new Set(
  ("align alink allowpaymentrequest allowusermedia archive axis background bgcolor border cellpadding cellspacing char " +
    "charoff charset classid clear codebase codetype color compact declare frame frameborder hspace language link longdesc " +
    "manifest marginheight marginwidth nohref noshade nowrap profile rev rules scheme scrolling standby summary text " +
    "typemustmatch valign valuetype version vlink vspace").split(" "),
);
const OBSOLETE_PAIRS = new Set(
  ("a.coords a.name a.shape area.hreflang area.type col.width hr.size hr.width img.name input.ismap input.usemap li.type " +
    "link.target pre.width style.type table.width td.abbr td.height td.scope td.width th.height th.width ul.type")
    .split(" "),
);
const KEPT_PAIRS = new Set([
  "meta.charset",
  "link.color",
  "colgroup.span",
  "ol.type",
]);

const BOOLEAN = new Set(
  ("allowfullscreen alpha async autofocus autoplay checked controls default defer disabled formnovalidate inert ismap " +
    "itemscope loop multiple muted nomodule novalidate open playsinline readonly required reversed selected " +
    "shadowrootclonable shadowrootcustomelementregistry shadowrootdelegatesfocus shadowrootserializable")
    .split(" "),
);
const NUMBER = new Set(
  ("cols colspan height high low maxlength minlength optimum rows rowspan size span start tabindex width")
    .split(" "),
);

const TARGET = ["_self", "_blank", "_parent", "_top", "*"];
const ENCTYPE = [
  "application/x-www-form-urlencoded",
  "multipart/form-data",
  "text/plain",
];

/** Enumerated attributes; `*` at the end admits any other text, too. */
const ENUMERATED: Readonly<Record<string, readonly string[]>> = {
  autocapitalize: ["off", "none", "on", "sentences", "words", "characters"],
  autocorrect: ["on", "off"],
  contenteditable: ["true", "false", "plaintext-only", "boolean"],
  dir: ["ltr", "rtl", "auto"],
  draggable: ["true", "false", "boolean"],
  enterkeyhint: ["enter", "done", "go", "next", "previous", "search", "send"],
  hidden: ["until-found", "hidden", "boolean"],
  inputmode: [
    "none",
    "text",
    "tel",
    "url",
    "email",
    "numeric",
    "decimal",
    "search",
  ],
  popover: ["auto", "manual", "hint", "boolean"],
  spellcheck: ["true", "false", "boolean"],
  translate: ["yes", "no"],
  writingsuggestions: ["true", "false"],
  as: [
    "audio",
    "document",
    "embed",
    "fetch",
    "font",
    "image",
    "json",
    "manifest",
    "object",
    "script",
    "style",
    "track",
    "video",
    "worker",
  ],
  autocomplete: ["on", "off", "*"],
  blocking: ["render"],
  closedby: ["any", "closerequest", "none"],
  colorspace: ["limited-srgb", "display-p3"],
  crossorigin: ["anonymous", "use-credentials", "", "boolean"],
  decoding: ["sync", "async", "auto"],
  enctype: ENCTYPE,
  fetchpriority: ["high", "low", "auto"],
  formenctype: ENCTYPE,
  formmethod: ["get", "post", "dialog"],
  formtarget: TARGET,
  kind: ["subtitles", "captions", "descriptions", "chapters", "metadata"],
  loading: ["lazy", "eager"],
  method: ["get", "post", "dialog"],
  popovertargetaction: ["toggle", "show", "hide"],
  preload: ["none", "metadata", "auto", ""],
  referrerpolicy: [
    "",
    "no-referrer",
    "no-referrer-when-downgrade",
    "origin",
    "origin-when-cross-origin",
    "same-origin",
    "strict-origin",
    "strict-origin-when-cross-origin",
    "unsafe-url",
  ],
  scope: ["row", "col", "rowgroup", "colgroup"],
  shadowrootmode: ["open", "closed"],
  shape: ["circle", "default", "poly", "rect"],
  target: TARGET,
  wrap: ["soft", "hard"],
  "button.type": ["submit", "reset", "button"],
  "button.command": [
    "toggle-popover",
    "show-popover",
    "hide-popover",
    "close",
    "request-close",
    "show-modal",
    "*",
  ],
  "form.autocomplete": ["on", "off"],
  "form.rel": [
    "external",
    "help",
    "license",
    "next",
    "nofollow",
    "noopener",
    "noreferrer",
    "opener",
    "prev",
    "search",
    "*",
  ],
  "a.rel": [
    "alternate",
    "author",
    "bookmark",
    "external",
    "help",
    "license",
    "me",
    "next",
    "nofollow",
    "noopener",
    "noreferrer",
    "opener",
    "prev",
    "privacy-policy",
    "search",
    "tag",
    "terms-of-service",
    "*",
  ],
  "input.type": [
    "hidden",
    "text",
    "search",
    "tel",
    "url",
    "email",
    "password",
    "date",
    "month",
    "week",
    "time",
    "datetime-local",
    "number",
    "range",
    "color",
    "checkbox",
    "radio",
    "file",
    "submit",
    "image",
    "reset",
    "button",
  ],
  "link.rel": [
    "alternate",
    "author",
    "canonical",
    "dns-prefetch",
    "expect",
    "help",
    "icon",
    "license",
    "manifest",
    "me",
    "modulepreload",
    "next",
    "pingback",
    "preconnect",
    "prefetch",
    "preload",
    "prev",
    "privacy-policy",
    "search",
    "stylesheet",
    "terms-of-service",
    "*",
  ],
  "meta.charset": ["utf-8"],
  "meta.http-equiv": [
    "content-type",
    "default-style",
    "refresh",
    "x-ua-compatible",
    "content-security-policy",
  ],
  "meta.name": [
    "application-name",
    "author",
    "color-scheme",
    "description",
    "generator",
    "keywords",
    "referrer",
    "robots",
    "theme-color",
    "viewport",
    "*",
  ],
  "ol.type": ["1", "a", "A", "i", "I"],
  "script.type": [
    "module",
    "importmap",
    "speculationrules",
    "application/json",
    "application/ld+json",
    "*",
  ],
  "track.kind": [
    "subtitles",
    "captions",
    "descriptions",
    "chapters",
    "metadata",
  ],
};

/** What the first package does not list. */
const MISSING: Readonly<Record<string, readonly string[]>> = {
  a: ["href", "type"],
  form: ["rel"],
  iframe: ["credentialless"],
  style: ["media"],
  // Microdata, RDFa and Open Graph write this one in practice.
  meta: ["property"],
};

function union(values: readonly string[]): string {
  return values.map((value) => {
    if (value === "*") return "(string & Record<never, never>)";
    return value === "boolean" ? "boolean" : JSON.stringify(value);
  }).join(" | ");
}

function valueType(element: string, name: string): string {
  const listed = ENUMERATED[`${element}.${name}`] ?? ENUMERATED[name];
  if (name === "class") return "ClassValue";
  if (name === "style") return "StyleValue";
  if (name === "srcdoc") return "MarkupValue";
  if (listed !== undefined && !(element === "object" && name === "type")) {
    return `${union(listed)} | Absent`;
  }
  if (BOOLEAN.has(name) || name === "credentialless") return "BooleanValue";
  if (NUMBER.has(name)) return "NumberValue";
  if (name === "download") return "TextValue | true";
  return "TextValue";
}

function ariaType(
  definition: { type: string; values?: readonly unknown[] },
): string {
  switch (definition.type) {
    case "boolean":
      return "AriaBoolean";
    case "tristate":
      return `AriaBoolean | "mixed"`;
    case "integer":
    case "number":
      return "NumberValue";
    case "token":
      return `${
        (definition.values ?? []).map((value) =>
          typeof value === "boolean"
            ? `"${value}" | ${value}`
            : JSON.stringify(value)
        )
          .join(" | ")
      } | Absent`;
  }
  return "TextValue";
}

function member(name: string, type: string): string {
  return `  ${/^[a-z]+$/.test(name) ? name : JSON.stringify(name)}?: ${type};`;
}

function attributeNames(element: string): string[] {
  const names = new Set([
    ...(htmlElementAttributes[element] ?? []),
    ...(MISSING[element] ?? []),
  ]);
  return [...names].sort().filter((name) => {
    const pair = `${element}.${name}`;
    return KEPT_PAIRS.has(pair) ||
      !(OBSOLETE.has(name) || OBSOLETE_PAIRS.has(pair));
  });
}

function members(element: string): string[] {
  return attributeNames(element).map((name) =>
    member(name, valueType(element, name))
  );
}

const names = Object.keys(CONTENT_MODEL);
const specs: Record<
  string,
  { elements: { name: string; href?: string; obsolete?: boolean }[] }
> = await listAll();
const elements = specs.html!.elements;
const links = new Map<string, string>(
  elements.map((element) => [element.name, element.href ?? ""]),
);
for (const element of elements) {
  if (!element.obsolete && !names.includes(element.name)) {
    throw new Error(
      `Cannot make the table: the content model lacks <${element.name}>`,
    );
  }
}

const head = `// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.
// Written by _tools/generate_html_table.ts from html-element-attributes, @webref/elements and aria-query: do not edit.
`;

const table = `${head}
import type {
  Absent, AriaBoolean, BooleanValue, ClassValue, CodeValue, MarkupValue, NumberValue, StyleValue, TextValue,
} from "./attributes.ts";

/** The attributes that every HTML element has. */
export type GlobalAttributes = {
${members("*").join("\n")}
  role?: TextValue;
  [name: \`data-\${string}\`]: TextValue | boolean;
  [name: \`on\${string}\`]: CodeValue;
${
  [...aria.entries()].sort().map(([name, definition]) =>
    member(name, ariaType(definition))
  ).join("\n")
}
};

/** The attributes of each HTML element besides the global ones. */
export type HtmlAttributes = {
${
  names.map((name) => {
    const own = members(name);
    return own.length === 0
      ? `  ${name}: Record<never, never>;`
      : `  ${name}: {\n${own.join("\n")}\n  };`;
  }).join("\n")
}
};
`;

const RESERVED = new Set(["var"]);

const functions = `${head}
import { type ElementFunction, makeElement } from "./element.ts";

${
  names.filter((name) => name !== "html").map((name) => {
    const exported = RESERVED.has(name) ? `${name}_` : name;
    return `/** Makes a \`<${name}>\` element, see <${links.get(name)}>. */
export const ${exported}: ElementFunction<"${name}"> = makeElement("${name}");`;
  }).join("\n\n")
}
`;

const globals = [...attributeNames("*"), "role", ...aria.keys()].sort();
const attributeTable = `${head}
/** The names of the attributes of each element, separated by spaces; \`*\` for those that all have. */
export const ATTRIBUTE_NAMES = {
  "*": ${JSON.stringify(globals.join(" "))},
${
  names.filter((name) => attributeNames(name).length > 0)
    .map((name) =>
      `  ${name}: ${JSON.stringify(attributeNames(name).join(" "))},`
    ).join("\n")
}
} as const;

/** The values of each enumerated attribute, joined with bars; of all elements, or of one. */
export const ATTRIBUTE_VALUES = {
${
  Object.entries(ENUMERATED).filter(([, values]) => !values.includes("*"))
    .map(([name, values]) => {
      const words = values.map((value) => value === "boolean" ? "" : value);
      return `  ${JSON.stringify(name)}: ${
        JSON.stringify([...new Set(words)].join("|"))
      },`;
    }).join("\n")
}
} as const;
`;

await Deno.writeTextFile(
  new URL("../ml/_attribute_names.ts", import.meta.url),
  attributeTable,
);
await Deno.writeTextFile(
  new URL("../ml/_html_table.ts", import.meta.url),
  table,
);
await Deno.writeTextFile(
  new URL("../ml/elements.ts", import.meta.url),
  functions,
);
