// Copyright 2026 the tpd2 authors. MIT license.

/**
 * The pages that tests render, kept in a folder so that all of them can be shown to the Nu checker when the tests are over. Nothing is
 * kept unless the environment names the folder.
 *
 * @module
 */

import { createHash } from "node:crypto";

/** The variable of the environment that names the folder. */
export const FOLDER_VARIABLE = "TPD2_KEEP_PAGES";

/** A page, and the tests that rendered it first. */
export interface KeptPage {
  /** The module of the tests. */
  readonly module: string;
  /** The page. */
  readonly text: string;
}

/** Where pages are kept, if they are. */
export function keptPagesFolder(): string | undefined {
  return Deno.env.get(FOLDER_VARIABLE) || undefined;
}

/**
 * The module of the tests that run, as the project calls it.
 *
 * @returns Its path from the root of the project.
 */
export function moduleOfTests(): string {
  return Deno.mainModule.replace(new URL("../", import.meta.url).href, "");
}

/** What differs from one rendering to the next and means nothing to a checker: names made at random, nonces, cursors, numbers of tabs. */
const CHANGING = /(?:[\w-]{8,}|\d+)(?:[:.~][\w-]+)*/g;

/**
 * Keeps a text, if it is a whole document and no page like it has been kept: of pages that differ in random names alone one is enough.
 *
 * @param folder Where.
 * @param page The text, and who rendered it.
 * @returns Whether it was kept.
 */
export function keepPage(folder: string, { module, text }: KeptPage): boolean {
  if (!/^\s*<!doctype html/i.test(text)) return false;
  const likeness = text.replace(
    /="[^"]*"/g,
    (value) => value.replace(CHANGING, (name) => /\d/.test(name) ? "#" : name),
  );
  const hash = createHash("sha256").update(likeness).digest("hex");
  try {
    Deno.writeTextFileSync(
      `${folder}/${hash.slice(0, 24)}.html`,
      `${module}\n${text}`,
      { createNew: true },
    );
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) return false;
    throw error;
  }
}

/**
 * The pages in a folder, in the order of the modules that rendered them.
 *
 * @param folder Where they were kept.
 * @returns The pages.
 */
export async function keptPages(folder: string): Promise<KeptPage[]> {
  const pages: KeptPage[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    if (!name.endsWith(".html")) continue;
    const content = await Deno.readTextFile(`${folder}/${name}`);
    const end = content.indexOf("\n");
    pages.push({ module: content.slice(0, end), text: content.slice(end + 1) });
  }
  return pages.sort((a, b) => a.module < b.module ? -1 : 1);
}
