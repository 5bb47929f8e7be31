// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { TreeNode } from "./_parts.ts";

const HEADING = ["h1", "h2", "h3", "h4", "h5", "h6", "hgroup"];
const SECTIONING = ["article", "aside", "nav", "section"];

/** Elements that a visitor can operate; some only with a certain attribute. */
const INTERACTIVE: ReadonlyMap<string, string> = new Map([
  ["a", "href"],
  ["audio", "controls"],
  ["button", ""],
  ["details", ""],
  ["embed", ""],
  ["iframe", ""],
  ["img", "usemap"],
  ["input", ""],
  ["label", ""],
  ["select", ""],
  ["textarea", ""],
  ["video", "controls"],
]);

/** What may not stand anywhere in an element, as the standard's content models say. `#interactive` is a group of its own. */
const FORBIDDEN: Readonly<Record<string, readonly string[]>> = {
  a: ["a", "#interactive"],
  address: ["address", "header", "footer", ...HEADING, ...SECTIONING],
  audio: ["audio", "video"],
  button: ["#interactive"],
  caption: ["table"],
  dfn: ["dfn"],
  dt: ["header", "footer", ...HEADING, ...SECTIONING],
  footer: ["header", "footer"],
  form: ["form"],
  header: ["header", "footer"],
  label: ["label"],
  meter: ["meter"],
  noscript: ["noscript"],
  progress: ["progress"],
  th: ["header", "footer", ...HEADING, ...SECTIONING],
  video: ["audio", "video"],
};

/** The only elements that `<main>` may stand in, custom elements apart. */
const AROUND_MAIN: ReadonlySet<string> = new Set([
  "body",
  "div",
  "form",
  "html",
  "template",
]);

function isInteractive(node: TreeNode): boolean {
  const attribute = INTERACTIVE.get(node.name);
  if (attribute === "") {
    return node.name !== "input" || !node.attributes.includes("#hidden");
  }
  if (attribute !== undefined && node.attributes.includes(attribute)) {
    return true;
  }
  return node.attributes.includes("tabindex");
}

function isForbidden(node: TreeNode, forbidden: readonly string[]): boolean {
  if (forbidden.includes(node.name)) return true;
  return forbidden.includes("#interactive") && !node.name.startsWith("#") &&
    isInteractive(node);
}

function find(
  node: TreeNode,
  forbidden: readonly string[],
  path: string,
): string | undefined {
  for (const child of node.children) {
    const childPath = `${path} > ${child.name}`;
    if (isForbidden(child, forbidden)) return childPath;
    // The content of a template is no part of the document.
    const found = child.name === "template"
      ? undefined
      : find(child, forbidden, childPath);
    if (found !== undefined) return found;
  }
  return undefined;
}

function count(node: TreeNode, name: string): number {
  let total = 0;
  for (const child of node.children) {
    total += (child.name === name ? 1 : 0) + count(child, name);
  }
  return total;
}

/** Elements of which a document has one, so that all in it must differ in their ids. A layout puts `main` into the rest. */
const WHOLE: ReadonlySet<string> = new Set(["body", "html", "main"]);

/** Notes the ids in an element with their paths. */
function collectIds(
  node: TreeNode,
  path: string,
  found: Map<string, string>,
): void {
  if (node.id !== undefined) {
    const other = found.get(node.id);
    if (other !== undefined) {
      throw new TypeError(
        `Cannot render ${path}: its id ${
          JSON.stringify(node.id)
        } is that of ${other}, too`,
      );
    }
    found.set(node.id, path);
  }
  // The content of a template is no part of the document.
  if (node.name === "template") return;
  for (const child of node.children) {
    if (!child.name.startsWith("#")) {
      collectIds(child, `${path} > ${child.name}`, found);
    }
  }
}

/**
 * Checks what may not stand anywhere in an element.
 *
 * @throws {TypeError} When something does.
 */
export function checkDescendants(node: TreeNode): void {
  const forbidden = [
    ...FORBIDDEN[node.name] ?? [],
    ...(AROUND_MAIN.has(node.name) ? [] : ["main"]),
  ];
  const path = find(node, forbidden, node.name);
  if (path !== undefined) {
    const name = path.slice(path.lastIndexOf(" ") + 1);
    throw new TypeError(
      `Cannot render ${path}: <${name}> is not allowed anywhere in <${node.name}>`,
    );
  }
  if (WHOLE.has(node.name)) collectIds(node, node.name, new Map());
  if (node.name === "body" && count(node, "main") > 1) {
    throw new TypeError("Cannot render body: it has more than one <main>");
  }
}
