// Copyright 2026 the tpd2 authors. MIT license.

/**
 * The Nu HTML checker, run over pages from a test. It needs Java. Where there is
 * none it says so and finds nothing, except when `CI` is set: then it throws, so
 * that a check that never ran cannot pass.
 */

import vnuJar from "vnu-jar";

/** Something the checker holds against a page. */
export interface NuProblem {
  /** The name of the page, as it was given. */
  page: string;
  /** The line of the page, from 1; 0 where the checker names none. */
  line: number;
  /** `error`, or `warning` for what is allowed and yet doubtful. */
  kind: "error" | "warning";
  /** What is wrong, in the checker's words. */
  message: string;
  /** The markup around it. */
  extract: string;
}

/** Options for {@linkcode nuCheck}. */
export interface NuCheckOptions {
  /**
   * Whether warnings are returned besides errors.
   *
   * @default {false}
   */
  warnings?: boolean;
  /**
   * The command that starts Java.
   *
   * @default {"java"}
   */
  java?: string;
}

/** A message of the checker, in its own format; only what is read here. */
interface Message {
  type: string;
  subType?: string;
  url?: string;
  lastLine?: number;
  firstLine?: number;
  message?: string;
  extract?: string;
}

const known = new Map<string, boolean>();

/**
 * Whether the checker can run. Says why on the console when it cannot, once.
 *
 * @param java The command that starts Java.
 * @returns Whether `java -version` works.
 * @throws {Error} If it does not although `CI` is set.
 */
export function nuAvailable(java = "java"): boolean {
  const before = known.get(java);
  if (before !== undefined) return before;
  let available = false;
  try {
    available = new Deno.Command(java, {
      args: ["-version"],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).outputSync().success;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  if (!available) {
    const message = `Cannot run the Nu HTML checker: no ${java}`;
    if (Deno.env.get("CI")) throw new Error(message);
    console.warn(`${message}; pages are not checked`);
  }
  known.set(java, available);
  return available;
}

/**
 * Checks whole HTML documents, all of them in one Java process: starting it takes
 * a second, a page a few milliseconds.
 *
 * @example Usage
 * ```ts ignore
 * import { nuCheck } from "./_tools/nu_check.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const html = "<!DOCTYPE html><html lang=en><title>Hello</title><p>Hello";
 * assertEquals(await nuCheck(new Map([["/hello", html]])), []);
 * ```
 *
 * @param pages The text of each page by a name for it, such as its path.
 * @param options What to return and how to start Java.
 * @returns The problems, in the order of the pages.
 * @throws {Error} If the checker fails, or is missing although `CI` is set.
 */
export async function nuCheck(
  pages: ReadonlyMap<string, string>,
  options: NuCheckOptions = {},
): Promise<NuProblem[]> {
  const { warnings = false, java = "java" } = options;
  if (pages.size === 0 || !nuAvailable(java)) return [];
  const folder = await Deno.makeTempDir({ prefix: "tpd2_nu_" });
  try {
    const names: string[] = [];
    for (const [name, html] of pages) {
      // The checker takes the format from the extension: a page is named by number.
      const file = `${String(names.length).padStart(6, "0")}.html`;
      await Deno.writeTextFile(`${folder}/${file}`, html);
      names.push(name);
    }
    const messages = await run(java, folder);
    return problemsOf(messages, names)
      .filter(({ kind }) => warnings || kind === "error");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function run(java: string, folder: string): Promise<Message[]> {
  const { success, stdout, stderr } = await new Deno.Command(java, {
    // A deep stack for deep pages; the folder is checked whole, in name order.
    args: [
      "-Xss4m",
      "-jar",
      String(vnuJar),
      ...["--format", "json", "--stdout", "--exit-zero-always", folder],
    ],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  if (!success) {
    const reason = new TextDecoder().decode(stderr).trim();
    throw new Error(`Cannot run the Nu HTML checker: ${reason}`);
  }
  const report: { messages: Message[] } = JSON.parse(
    new TextDecoder().decode(stdout),
  );
  return report.messages;
}

function problemsOf(messages: Message[], names: string[]): NuProblem[] {
  const numbered = messages.map((message): [number, NuProblem] => {
    const number = Number(/(\d{6})\.html$/.exec(message.url ?? "")?.[1] ?? NaN);
    return [number, {
      page: names[number] ?? "(the checker itself)",
      line: message.lastLine ?? message.firstLine ?? 0,
      kind: message.type === "info" ? "warning" : "error",
      message: message.message ?? message.subType ?? message.type,
      extract: message.extract ?? "",
    }];
  });
  numbered.sort(([a], [b]) => (a || 0) - (b || 0));
  return numbered.map(([, problem]) => problem);
}
