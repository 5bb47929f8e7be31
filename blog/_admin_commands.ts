// Copyright 2026 the tpd2 authors. MIT license.

import { PasswordError, setPassword } from "./_admin_password.ts";
import {
  exportComments,
  importComments,
  parseComments,
  removeDuplicates,
} from "./_comment_archive.ts";
import { CommentStore } from "./comment_store.ts";
import type { Command } from "./_options.ts";

/** What a command needs to know. */
export interface CommandOptions {
  /** Which one. */
  command: Command;
  /** The file that is read or written; standard input or output where absent. */
  file: string | undefined;
  /** The directory of what readers added. */
  data: string;
}

/** How long to wait while the blog writes, in milliseconds. */
const PATIENCE = 30_000;

/** How long what is read may be, in bytes. */
const MAX_INPUT = 512 * 1024 * 1024;

/** How long a line with a password may be, in bytes. */
const MAX_LINE = 4096;

/**
 * Does one thing and ends. A blog that runs meanwhile takes notice within seconds.
 *
 * @param options What to do.
 * @throws {Error} If it cannot be done; the message says why.
 */
export async function runCommand(options: CommandOptions): Promise<void> {
  const { command, file, data } = options;
  using store = new CommentStore(data, { timeout: PATIENCE });
  if (command === "set-password") {
    await setPassword(store, await askPassword());
    console.error(`The password is set: log in at /admin`);
  } else if (command === "export-comments") {
    await writeText(file, exportComments(store.database));
  } else if (command === "import-comments") {
    const comments = parseComments(await readText(file));
    const added = importComments(store.database, comments);
    const known = comments.length - added;
    console.error(
      `Imported ${countOf(added)}; ${known} ${verbOf(known)} there already`,
    );
  } else {
    const removed = removeDuplicates(store.database);
    console.error(
      `Removed ${countOf(removed)} that ${verbOf(removed)} said twice`,
    );
  }
}

function countOf(count: number): string {
  return `${count} comment${count === 1 ? "" : "s"}`;
}

function verbOf(count: number): string {
  return count === 1 ? "was" : "were";
}

async function askPassword(): Promise<string> {
  const { stdin } = Deno;
  if (!stdin.isTerminal()) return await readLine("Cannot read the password");
  const password = await ask("New password: ");
  if (await ask("Once more: ") === password) return password;
  throw new PasswordError("Cannot set the password: the two are not the same");
}

async function ask(question: string): Promise<string> {
  // Before the question: somebody may have typed ahead.
  Deno.stdin.setRaw(true);
  try {
    await Deno.stderr.write(new TextEncoder().encode(question));
    return await readLine("Cannot read the password");
  } finally {
    Deno.stdin.setRaw(false);
    await Deno.stderr.write(new Uint8Array([10]));
  }
}

const CTRL_C = 3;
const CTRL_D = 4;
const BACKSPACE = 8;
const NEWLINE = 10;
const RETURN = 13;
const DELETE = 127;

/** Reads up to the end of a line. Where nothing is echoed, keys that correct are ours to obey. */
async function readLine(what: string): Promise<string> {
  const bytes: number[] = [];
  const chunk = new Uint8Array(1);
  while (true) {
    const count = await Deno.stdin.read(chunk);
    const byte = chunk[0]!;
    if (count === null || byte === NEWLINE || byte === RETURN) break;
    const isOver = byte === CTRL_D && bytes.length === 0;
    if (byte === CTRL_C || isOver) {
      throw new Error(`${what}: it was broken off`);
    }
    if (byte === DELETE || byte === BACKSPACE) removeLetter(bytes);
    else bytes.push(byte);
    if (bytes.length > MAX_LINE) throw new Error(`${what}: it is too long`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true })
      .decode(new Uint8Array(bytes));
  } catch (cause) {
    throw new Error(`${what}: it is not UTF-8`, { cause });
  }
}

/** Takes away the last letter, which may be several bytes. */
function removeLetter(bytes: number[]): void {
  while (bytes.length > 0) {
    const last = bytes.pop()!;
    if ((last & 0xc0) !== 0x80) return;
  }
}

async function readText(file: string | undefined): Promise<string> {
  try {
    const source = file === undefined
      ? Deno.stdin.readable
      : (await Deno.open(file)).readable;
    const parts: string[] = [];
    let size = 0;
    for await (const part of source.pipeThrough(new TextDecoderStream())) {
      size += part.length;
      if (size > MAX_INPUT) throw new Error("it is too long");
      parts.push(part);
    }
    return parts.join("");
  } catch (cause) {
    throw new Error(
      `Cannot read ${file ?? "the input"}: ${explain(cause)}`,
      { cause },
    );
  }
}

async function writeText(
  file: string | undefined,
  text: string,
): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  if (file === undefined) {
    for (let at = 0; at < bytes.length;) {
      at += await Deno.stdout.write(bytes.subarray(at));
    }
    return;
  }
  try {
    // Addresses of readers stand in it: it is for who runs the blog alone.
    await Deno.writeFile(file, bytes, { mode: 0o600 });
  } catch (cause) {
    throw new Error(`Cannot write ${file}: ${explain(cause, "directory")}`, {
      cause,
    });
  }
}

function explain(cause: unknown, what = "file"): string {
  if (cause instanceof Deno.errors.NotFound) return `there is no such ${what}`;
  if (cause instanceof Deno.errors.NotCapable) {
    return "this program may not, so run it with -A";
  }
  if (cause instanceof Deno.errors.PermissionDenied) {
    return "the system does not let this user do so";
  }
  return cause instanceof Error ? cause.message : String(cause);
}
