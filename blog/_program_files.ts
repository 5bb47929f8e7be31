// Copyright 2026 the tpd2 authors. MIT license.

import { configOf, type Options, parseOptions } from "./_options.ts";
import { parseConfig, type Settings } from "./_config.ts";
import { isDirectory } from "./_blog_folders.ts";
import { UsageError } from "./_option_table.ts";

/** The configuration that is read where none was named, if it is there. */
const CONFIG = "blog.json";

/**
 * Reads the command line and the configuration.
 *
 * @param args The arguments.
 * @returns What they say together.
 * @throws {UsageError} If they cannot be followed.
 */
export async function readOptions(args: readonly string[]): Promise<Options> {
  const alone = parseOptions(args);
  if (alone.help) return alone;
  const named = configOf(args);
  const settings = await readConfig(named ?? CONFIG, named === undefined);
  return settings === null ? alone : parseOptions(args, settings);
}

async function readConfig(
  file: string,
  isOptional: boolean,
): Promise<Settings | null> {
  let text: string;
  try {
    text = await Deno.readTextFile(file);
  } catch (cause) {
    const isAbsent = cause instanceof Deno.errors.NotFound;
    // Who may not read here at all has said everything on the command line.
    if (isOptional && (isAbsent || cause instanceof Deno.errors.NotCapable)) {
      return null;
    }
    throw new UsageError(
      `Cannot read ${file}: ${
        isAbsent ? "there is no such file" : messageOf(cause)
      }`,
      { cause },
    );
  }
  return parseConfig(file, text);
}

/**
 * Opens a file for lines to be added to. It is opened anew each time, so that
 * it may be moved away meanwhile.
 *
 * @param file The file; `null` for the standard output.
 * @returns What adds text.
 * @throws {Error} If it cannot be written.
 */
export async function openLog(
  file: string | null,
): Promise<(text: string) => Promise<void>> {
  if (file === null) {
    const encoder = new TextEncoder();
    return async (text) => {
      let bytes = encoder.encode(text);
      while (bytes.length > 0) {
        bytes = bytes.subarray(await Deno.stdout.write(bytes));
      }
    };
  }
  const append = (text: string) =>
    Deno.writeTextFile(file, text, { append: true });
  try {
    await append("");
  } catch (cause) {
    const reason = cause instanceof Deno.errors.NotFound
      ? "there is no such directory, so make it"
      : cause instanceof Deno.errors.NotCapable
      ? `this program may not write it, so run it with --allow-write=${file} or -A`
      : messageOf(cause);
    throw new Error(`Cannot log to ${file}: ${reason}`, { cause });
  }
  return append;
}

/** The entries where we are, or else the samples that came with the program. */
export async function defaultDirectory(): Promise<string> {
  const here = "blog/entries";
  try {
    if (await isDirectory(here)) return here;
  } catch (error) {
    throw explainRead(here, error);
  }
  if (import.meta.dirname === undefined) {
    throw new UsageError(
      "Cannot find entries: there is no directory blog/entries here, so name one",
    );
  }
  return `${import.meta.dirname}/entries`;
}

/** Reads a certificate or a key. */
export async function readPem(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (cause) {
    const reason = cause instanceof Deno.errors.NotFound
      ? "there is no such file"
      : messageOf(cause);
    throw new Error(`Cannot read ${path} for TLS: ${reason}`, { cause });
  }
}

/** Why entries cannot be read, and what to do. */
export function explainRead(directory: string, cause: unknown): Error {
  const reason = cause instanceof Deno.errors.NotFound
    ? "there is no such directory, so make it or name another"
    : cause instanceof Deno.errors.NotADirectory
    ? "it is a file, so name the directory that holds it"
    : cause instanceof Deno.errors.NotCapable
    ? `this program may not read it, so run it with --allow-read=${directory} or -A`
    : cause instanceof Deno.errors.PermissionDenied
    ? "the system does not let this user read it, so change its permissions"
    : messageOf(cause);
  return new Error(`Cannot read entries from ${directory}: ${reason}`, {
    cause,
  });
}

/** Why it cannot listen, and what to do. */
export function explainListen(
  hostname: string,
  port: number,
  cause: unknown,
): Error {
  const reason = cause instanceof Deno.errors.AddrInUse
    ? "the port is in use, so choose another with --port, or --port 0 for any that is free"
    : cause instanceof Deno.errors.AddrNotAvailable
    ? "this machine has no such address, so choose another with --hostname"
    : cause instanceof Deno.errors.NotCapable
    ? "this program may not use the network, so run it with --allow-net or -A"
    : cause instanceof Deno.errors.PermissionDenied
    ? "the system keeps this port to itself, so choose one above 1023 with --port"
    : /failed to lookup address|name resolution/i.test(messageOf(cause))
    ? "there is no such name, so choose another with --hostname"
    : messageOf(cause);
  return new Error(`Cannot listen on ${hostname}:${port}: ${reason}`, {
    cause,
  });
}

/** What an error says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
