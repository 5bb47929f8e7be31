// Copyright 2026 the tpd2 authors. MIT license.

/**
 * What a guide tells its reader to do: files to write, programs to run, requests
 * to send and the answers to expect. {@linkcode runGuide} in `guide_run.ts` does it.
 *
 * - A block whose first line is a comment with the name of a file, such as
 *   `// hello.ts`, is that file.
 * - A line `deno run ... hello.ts` in an `sh` block starts the program; a line
 *   `deno test ...` runs tests that must pass.
 * - In a `console` block a line behind `$ ` is a command (`curl`, `deno run`,
 *   or text piped into `nc`), and the lines below it are what it prints, in that
 *   order; `...` stands for text that is left out, and so do missing lines.
 */

/** One fenced block of a Markdown text. */
export interface Fence {
  /** The line of the fence, from 1. */
  line: number;
  /** The language, such as `ts`. */
  lang: string;
  /** What stands behind the language, such as `ignore`. */
  flags: string[];
  /** The lines between the fences. */
  text: string;
}

/** One thing to do. */
export type Step =
  | { kind: "write"; line: number; file: string; text: string }
  | { kind: "start"; line: number; args: string[] }
  | { kind: "ask"; line: number; command: string; expected: string[] };

const FENCE = /^([ \t]*)(`{3,})([^\n`]*)\n([\s\S]*?)^\1\2[ \t]*$/gm;
const FILE_NAME = /^(?:\/\/|#|\/\*)[ \t]+([\w./-]+\.\w+)(?:[ \t]+\*\/)?$/;

/** Flags by which `deno test --doc` passes a block by. */
const UNTESTED = new Set(["ignore"]);

/**
 * Finds the fenced blocks of a Markdown text.
 *
 * @param markdown The text.
 * @returns The blocks, in order.
 */
export function fencesOf(markdown: string): Fence[] {
  return [...markdown.matchAll(FENCE)].map((match) => {
    const [lang = "", ...flags] = match[3]!.trim().split(/[\s,]+/);
    const indent = match[1]!;
    return {
      line: lineAt(markdown, match.index),
      lang,
      flags,
      text: match[4]!.split("\n")
        .map((line) =>
          line.startsWith(indent) ? line.slice(indent.length) : line
        )
        .join("\n"),
    };
  });
}

/**
 * Finds what a guide tells its reader to do.
 *
 * @param markdown The guide.
 * @returns The steps, in order.
 * @throws {SyntaxError} If a block is tested neither as documentation nor by a step.
 */
export function stepsOf(markdown: string): Step[] {
  const steps: Step[] = [];
  const written = new Set<string>();
  for (const fence of fencesOf(markdown)) {
    const file = FILE_NAME.exec(fence.text.split("\n", 1)[0]!)?.[1];
    const untested = fence.flags.some((flag) => UNTESTED.has(flag));
    if (file !== undefined && (untested || !/^[jt]sx?$/.test(fence.lang))) {
      if (written.has(file)) {
        throw new SyntaxError(
          `Cannot test ${file}: line ${fence.line} writes it again`,
        );
      }
      written.add(file);
      const { line, text } = fence;
      steps.push({ kind: "write", line, file, text });
    } else if (untested) {
      throw new SyntaxError(
        `Cannot test the block in line ${fence.line}: it is ignored and names no file in its first line`,
      );
    } else if (fence.lang === "sh") steps.push(...starts(fence, written));
    else if (fence.lang === "console") steps.push(...questions(fence));
  }
  const used = new Set(
    steps.flatMap((step) =>
      step.kind === "start"
        ? step.args
        : step.kind === "ask"
        ? wordsOf(step.command)
        : importsOf(step.text)
    ),
  );
  for (const file of written) {
    if (used.has(file)) continue;
    throw new SyntaxError(
      `Cannot test ${file}: no command of the guide runs it`,
    );
  }
  return steps;
}

/** Only what runs a file of the guide: the rest is about the reader's own machine. */
function* starts(fence: Fence, written: ReadonlySet<string>): Generator<Step> {
  const commands = fence.text.replaceAll(/\\\n\s*/g, "").split("\n");
  for (const command of commands) {
    const [program, ...args] = wordsOf(command);
    if (program !== "deno" || !args.some((word) => written.has(word))) continue;
    yield { kind: "start", line: fence.line, args };
  }
}

function* questions(fence: Fence): Generator<Step> {
  let step: Step & { kind: "ask" } | null = null;
  for (const line of fence.text.replaceAll(/\\\n\s*/g, "").split("\n")) {
    if (line.startsWith("$ ")) {
      if (step !== null) yield step;
      const command = line.slice(2);
      step = { kind: "ask", line: fence.line, command, expected: [] };
    } else if (line.trim() !== "") {
      if (step === null) {
        throw new SyntaxError(
          `Cannot test the block in line ${fence.line}: it does not begin with "$ "`,
        );
      }
      step.expected.push(line);
    }
  }
  if (step !== null) yield step;
}

/** The files that a module imports from beside it. */
function importsOf(text: string): string[] {
  return [...text.matchAll(/from "\.\/([^"]+)"/g)].map((match) => match[1]!);
}

/**
 * Splits a command as a shell does, quotes and all.
 *
 * @param command The command, on one line.
 * @returns Its words.
 *
 * @example Usage
 * ```ts ignore
 * import { wordsOf } from "./_docs/guide.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(wordsOf(`curl -d 'a b' "x"`), ["curl", "-d", "a b", "x"]);
 * ```
 */
export function wordsOf(command: string): string[] {
  const words = command.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g);
  return [...words].map(([word]) =>
    word.replaceAll(/'([^']*)'|"([^"]*)"/g, (_, a, b) => a ?? b)
  );
}

/**
 * Whether what a command printed is what the guide says.
 *
 * @param output What it printed.
 * @param expected The lines of the guide. In one of them `...` stands for any text.
 * @returns The first line that is missing; `null` if none is.
 */
export function missingLine(
  output: string,
  expected: readonly string[],
): string | null {
  const lines = output.split(/\r?\n/);
  let from = 0;
  for (const line of expected) {
    const pattern = patternOf(line.trimEnd());
    const found = lines.findIndex((text, index) =>
      index >= from && pattern.test(text.trimEnd())
    );
    if (found < 0) return line;
    from = found + 1;
  }
  return null;
}

function patternOf(line: string): RegExp {
  const pieces = line.split("...").map((piece) => RegExp.escape(piece));
  return new RegExp(`^${pieces.join(".*")}$`);
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}
