// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { TreeNode } from "./_parts.ts";

function refuse(node: TreeNode, why: string): never {
  throw new TypeError(`Cannot render ${node.name}: ${why}`);
}

/** Children without white space and helpers that may stand anywhere. */
function significant(node: TreeNode): string[] {
  return node.children.map(({ name }) => name).filter((name) =>
    name !== "#space" && name !== "script" && name !== "template"
  );
}

function checkAtMostOne(
  node: TreeNode,
  names: readonly string[],
  child: string,
): void {
  if (names.filter((name) => name === child).length > 1) {
    refuse(node, `<${child}> may occur once only`);
  }
}

function checkFirst(
  node: TreeNode,
  names: readonly string[],
  child: string,
): void {
  checkAtMostOne(node, names, child);
  if (names.indexOf(child) > 0) refuse(node, `<${child}> must come first`);
}

/** Names in the order of the groups; a group may be empty. */
function checkGroups(
  node: TreeNode,
  names: readonly string[],
  groups: readonly string[][],
): void {
  let group = 0;
  for (const name of names) {
    const found = groups.findIndex((members) => members.includes(name));
    if (found === -1) continue;
    if (found < group) {
      refuse(node, `<${name}> must come before <${groups[group]![0]}>`);
    }
    group = found;
  }
}

function checkTable(node: TreeNode, names: readonly string[]): void {
  for (const name of ["caption", "thead", "tfoot"]) {
    checkAtMostOne(node, names, name);
  }
  checkGroups(node, names, [["caption"], ["colgroup"], ["thead"], [
    "tbody",
    "tr",
  ], ["tfoot"]]);
  if (names.includes("tr") && names.includes("tbody")) {
    refuse(node, "rows stand either all in <tbody> or all in none");
  }
}

function checkDescriptionList(node: TreeNode, names: readonly string[]): void {
  const own = names.filter((name) => name === "dt" || name === "dd");
  if (names.includes("div") && own.length > 0) {
    refuse(node, "groups stand either all in <div> or all in none");
  }
  if (own[0] === "dd") refuse(node, "<dd> needs a <dt> before it");
  if (own.at(-1) === "dt") refuse(node, "<dt> needs a <dd> after it");
}

/** Elements that stand in a `<div>` only when that groups them for the element around it. */
const GROUPED: ReadonlySet<string> = new Set([
  "dt",
  "dd",
  "option",
  "optgroup",
]);

/** What a `<div>` in a `<dl>` may hold. */
const IN_GROUP: ReadonlySet<string> = new Set([
  "#raw",
  "#space",
  "dd",
  "dt",
  "script",
  "template",
]);

function checkGroupingDivs(node: TreeNode): void {
  const members = node.name === "dl"
    ? ["dt", "dd"]
    : ["select", "optgroup", "option"].includes(node.name)
    ? ["option", "optgroup"]
    : [];
  for (const child of node.children) {
    if (child.name !== "div") continue;
    for (const { name } of child.children) {
      if (node.name === "dl" && !IN_GROUP.has(name)) {
        refuse(
          node,
          `${
            name === "#text" ? "text" : `<${name}>`
          } is not allowed in a <div> in <dl>`,
        );
      }
      if (GROUPED.has(name) && node.name !== "div" && !members.includes(name)) {
        refuse(node, `<${name}> is not allowed in a <div> in <${node.name}>`);
      }
    }
    if (node.name === "dl") checkDescriptionList(child, significant(child));
  }
}

type Rule = (node: TreeNode, names: readonly string[]) => void;

const RULES: Readonly<Record<string, Rule>> = {
  details(node, names) {
    checkFirst(node, names, "summary");
    if (!names.includes("summary")) refuse(node, "it needs a <summary>");
  },
  dl: checkDescriptionList,
  fieldset: (node, names) => checkFirst(node, names, "legend"),
  figure(node, names) {
    checkAtMostOne(node, names, "figcaption");
    const index = names.indexOf("figcaption");
    if (index > 0 && index < names.length - 1) {
      refuse(node, "<figcaption> must come first or last");
    }
  },
  head(node, names) {
    checkAtMostOne(node, names, "title");
    checkAtMostOne(node, names, "base");
    if (!names.includes("title")) refuse(node, "it needs a <title>");
  },
  hgroup(node, names) {
    if (names.filter((name) => name.startsWith("h")).length !== 1) {
      refuse(node, "it needs one heading");
    }
  },
  html(node, names) {
    checkGroups(node, names, [["head"], ["body"]]);
    checkAtMostOne(node, names, "head");
    checkAtMostOne(node, names, "body");
  },
  optgroup: (node, names) => checkFirst(node, names, "legend"),
  picture(node, names) {
    checkGroups(node, names, [["source"], ["img"]]);
    checkAtMostOne(node, names, "img");
    if (!names.includes("img")) refuse(node, "it needs an <img>");
  },
  select: (node, names) => checkFirst(node, names, "button"),
  table: checkTable,
  audio: (node, names) => checkMedia(node, names),
  video: (node, names) => checkMedia(node, names),
};

function checkMedia(node: TreeNode, names: readonly string[]): void {
  const firstOther = names.findIndex((name) =>
    name !== "source" && name !== "track"
  );
  const rest = firstOther === -1 ? [] : names.slice(firstOther);
  if (rest.includes("source") || rest.includes("track")) {
    refuse(node, "<source> and <track> must come before all other content");
  }
  checkGroups(node, names, [["source"], ["track"]]);
}

/**
 * Checks the order of an element's children, what may occur once only, and what must be there. Says nothing when raw markup, which
 * nobody can look into, is among the children.
 *
 * @throws {TypeError} When the HTML standard forbids it.
 */
export function checkOrder(node: TreeNode): void {
  if (node.children.some(({ name }) => name === "#raw")) return;
  checkGroupingDivs(node);
  RULES[node.name]?.(node, significant(node));
}
