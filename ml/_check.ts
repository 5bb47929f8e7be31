// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  checkAttributeNames,
  checkRequiredAttributes,
  isMathml,
} from "./_check_attributes.ts";
import { checkDescendants } from "./_check_descendants.ts";
import { checkForeign } from "./_check_foreign.ts";
import { checkOrder } from "./_check_order.ts";
import { CATEGORIES, CONTENT_MODEL } from "./_content_model.ts";
import { foreignKey } from "./_foreign_names.ts";
import type { TreeNode } from "./_parts.ts";

type Model = Readonly<Record<string, string>>;

/** What may stand in an element: names, or anything. */
interface Allowed {
  readonly names: ReadonlySet<string>;
  readonly anything: boolean;
  readonly flow: boolean;
}

const PHRASING = CATEGORIES["phrasing content"].split(" ");
const WORDS: Readonly<Record<string, readonly string[]>> = {
  "phrasing content": [...PHRASING, "#text"],
  "flow content": [
    ...PHRASING,
    ...CATEGORIES["flow content"].split(" "),
    "#text",
  ],
  "heading content": CATEGORIES["heading content"].split(" "),
  "metadata content": CATEGORIES["metadata content"].split(" "),
  "what its parent allows": [
    ...PHRASING,
    ...CATEGORIES["flow content"].split(" "),
    "#text",
  ],
  "text": ["#text"],
  "nothing": [],
  "code made by js": ["#text"],
  "a style sheet made by css": ["#text"],
};

function expand(content: string): Allowed {
  const words = content.split(", ");
  return {
    names: new Set(words.flatMap((word) => WORDS[word] ?? [word])),
    anything: content === "any markup",
    flow: words.some((word) =>
      word === "flow content" || word === "phrasing content" ||
      word === "what its parent allows"
    ),
  };
}

const ALLOWED: ReadonlyMap<string, Allowed> = new Map(
  Object.entries(CONTENT_MODEL as Model).map((
    [name, content],
  ) => [name, expand(content)]),
);

/** Elements whose content must suit the element around them, too. */
const TRANSPARENT: ReadonlySet<string> = new Set(
  Object.entries(CONTENT_MODEL as Model)
    .filter(([, content]) => content.includes("what its parent allows"))
    .map(([name]) => name),
);

function quote(name: string): string {
  return name === "#text" ? "text" : `<${name}>`;
}

function isAllowed(allowed: Allowed, { name }: TreeNode): boolean {
  if (name === "#raw" || name === "#space" || allowed.anything) return true;
  return allowed.names.has(name) || (allowed.flow && name.includes("-"));
}

/** What the transparent element itself allows besides: `<source>` in `<video>`. */
function ownContent(name: string): ReadonlySet<string> {
  const content = (CONTENT_MODEL as Model)[name]!.split(", ");
  return new Set(content.filter((word) => !(word in WORDS)));
}

function checkChildren(
  parent: TreeNode,
  allowed: Allowed,
  node: TreeNode,
  path: string,
): void {
  for (const child of node.children) {
    if (node !== parent && ownContent(node.name).has(child.name)) continue;
    const childPath = `${path} > ${child.name.replace("#", "")}`;
    if (!isAllowed(allowed, child)) {
      throw new TypeError(
        `Cannot render ${path}: ${
          quote(child.name)
        } is not allowed in <${parent.name}>; allowed: ${
          (CONTENT_MODEL as Model)[parent.name]
        }`,
      );
    }
    if (TRANSPARENT.has(child.name)) {
      checkChildren(parent, allowed, child, childPath);
    }
  }
}

/** Whether a link in a template or in JSX, where nothing around it is known yet, can only be one of SVG. */
function isLinkInDrawing({ name, children }: TreeNode): boolean {
  return name === "a" &&
    children.some((child) => foreignKey(child.name).startsWith("svg:"));
}

/**
 * Checks an element whose children have been checked before: its attributes, its children, and what only its descendants or
 * their order can break.
 *
 * @throws {TypeError} When the HTML standard forbids it.
 */
export function checkElement(node: TreeNode): void {
  const allowed = isLinkInDrawing(node) ? undefined : ALLOWED.get(node.name);
  // Custom elements hold what they like.
  if (allowed === undefined) {
    checkForeign(node.name === "a" ? { ...node, name: "svg:a" } : node);
    const name = node.name.replace(/^math:/, "");
    if (isMathml(name)) checkAttributeNames({ ...node, name });
    return;
  }
  checkAttributeNames(node);
  checkRequiredAttributes(node);
  checkChildren(node, allowed, node, node.name);
  checkOrder(node);
  checkDescendants(node);
}
