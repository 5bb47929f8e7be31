// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Shows every page that the tests rendered (see `keep_pages.ts`) to the Nu checker, in one Java process.
 *
 * ```sh
 * deno run -A _tools/check_kept_pages.ts FOLDER
 * ```
 *
 * @module
 */

import { keptPages } from "./_kept_pages.ts";
import { nuCheck, type NuProblem } from "./nu_check.ts";

/** What is wrong on purpose in the pages of some tests. */
export interface Exception {
  /** The module of the tests. */
  readonly module: string;
  /** What the checker says. */
  readonly message: RegExp;
  /** Why it may. */
  readonly reason: string;
}

/** One that no page needs any more is reported, so that the list stays as short as it can be. */
const EXCEPTIONS: readonly Exception[] = [];

/** What is left of the problems, and which exceptions none of them needed. */
export interface Verdict {
  readonly problems: readonly NuProblem[];
  readonly unused: readonly Exception[];
}

/**
 * Takes out the problems that are there on purpose.
 *
 * @param problems What the checker found; the name of a page begins with its module.
 * @param exceptions What may be wrong.
 * @returns What is left.
 */
export function judge(
  problems: readonly NuProblem[],
  exceptions: readonly Exception[],
): Verdict {
  const used = new Set<Exception>();
  const left = problems.filter(({ page, message }) => {
    const found = exceptions.find((exception) =>
      page.startsWith(`${exception.module} `) && exception.message.test(message)
    );
    if (found !== undefined) used.add(found);
    return found === undefined;
  });
  return {
    problems: left,
    unused: exceptions.filter((item) => !used.has(item)),
  };
}

async function main(folder: string | undefined): Promise<number> {
  if (folder === undefined) {
    console.error("Name the folder where the tests kept their pages");
    return 2;
  }
  const pages = new Map<string, string>();
  for (const { module, text } of await keptPages(folder)) {
    pages.set(`${module} page ${pages.size + 1}`, text);
  }
  // A run in which nothing was kept has checked nothing.
  if (pages.size === 0) {
    console.error(`Cannot check pages: there are none in ${folder}`);
    return 1;
  }
  const { problems, unused } = judge(
    await nuCheck(pages, { warnings: true }),
    EXCEPTIONS,
  );
  for (const { page, line, kind, message, extract } of problems) {
    console.error(`${page}, line ${line}: ${kind}: ${message}\n  ${extract}`);
  }
  for (const { module, reason } of unused) {
    console.error(`No page of ${module} needs the exception "${reason}"`);
  }
  console.log(`${pages.size} pages, ${problems.length} problems`);
  return problems.length + unused.length === 0 ? 0 : 1;
}

if (import.meta.main) Deno.exit(await main(Deno.args[0]));
