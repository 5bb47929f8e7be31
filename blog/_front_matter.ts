// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { extract } from "@std/front-matter/any";
import { EntryError } from "./entry_error.ts";

/** A calendar day, a time, and a zone: the last two may be absent. */
const DATE =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt\s]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$/;

/**
 * Reads a date as authors write it. A day without a time is its first moment,
 * and a time without a zone is in UTC: an entry must not appear at another hour
 * because the server moved.
 *
 * @param text `2026-11-22`, `2026-11-22 10:00`, `2026-11-22T10:00:00+01:00` ...
 * @returns The date, or `null` where it is none.
 */
export function parseDate(text: string): Date | null {
  const match = DATE.exec(text.trim());
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7)
    .map((part) => Number(part ?? 0)) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  // February 30 would silently become March 2, and the year 26 become 1926.
  if (
    date.getUTCFullYear() !== year ||
    date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day ||
    hour > 23 || minute > 59 || second > 60
  ) return null;
  const zone = /^([+-])(\d{2}):?(\d{2})?$/.exec(match[7] ?? "");
  if (zone === null) return date;
  const minutes = Number(zone[2]) * 60 + Number(zone[3] ?? 0);
  return new Date(
    date.getTime() + (zone[1] === "+" ? -minutes : minutes) * 60_000,
  );
}

/**
 * The front matter of one file: values by key, each with the line it stands in,
 * so that whatever is wrong can be said with its place.
 */
export class FrontMatter {
  /** The name of the file. */
  readonly file: string;
  /** The text that follows the front matter. */
  readonly body: string;
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #lines: readonly string[];

  /**
   * Takes a file apart.
   *
   * @param file Its name, for what may have to be said.
   * @param text Its text.
   * @throws {EntryError} If there is no front matter, or it cannot be read.
   */
  constructor(file: string, text: string) {
    this.file = file;
    const normal = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
    try {
      const { attrs, body, frontMatter } = extract<unknown>(normal);
      if (attrs === null || typeof attrs !== "object" || Array.isArray(attrs)) {
        throw new EntryError(file, 1, "its front matter has no `key: value`");
      }
      // Hugo's keys are the same in any case.
      this.#values = Object.fromEntries(
        Object.entries(attrs).map((
          [key, value],
        ) => [key.toLowerCase(), value]),
      );
      this.#lines = frontMatter.split("\n");
      this.body = body;
    } catch (error) {
      throw error instanceof EntryError ? error : explain(file, normal, error);
    }
  }

  /** The line that a key stands in, or the first one. */
  line(key: string): number {
    const start = new RegExp(`^["']?${key}["']?\\s*[:=]`, "i");
    const index = this.#lines.findIndex((line) => start.test(line.trim()));
    return index < 0 ? 1 : index + 2;
  }

  /** The first of some keys that says something, or else the first of all. */
  key(...keys: [string, ...string[]]): string {
    const found = keys.find((key) => {
      const value = this.#value(key);
      return value !== undefined && value !== "";
    });
    return found ?? keys[0];
  }

  /** An error about one key. */
  error(key: string, message: string): EntryError {
    return new EntryError(this.file, this.line(key), message);
  }

  /** A string, `undefined` where the key is absent or empty. */
  string(key: string): string | undefined {
    const value = this.#value(key);
    if (value === undefined) return undefined;
    if (typeof value === "string") return value.trim() || undefined;
    // Not quoted, `title: 1984` is a number and `title: 2026-01-01` a date.
    if (typeof value === "number" || typeof value === "boolean") {
      return String(value);
    }
    if (value instanceof Date) return this.#written(key);
    throw this.error(key, `\`${key}\` must be text`);
  }

  /** A date, `undefined` where the key is absent or empty. */
  date(key: string): Date | undefined {
    const value = this.#value(key);
    if (value === undefined || value === "") return undefined;
    // The YAML reader takes February 30 for March 2, so what was written counts.
    const written = value instanceof Date ? this.#written(key) : String(value);
    const date = parseDate(written);
    if (date !== null) return date;
    throw this.error(
      key,
      `\`${key}\` is "${written}", not a date such as 2026-11-22 or 2026-11-22T10:00:00+01:00`,
    );
  }

  /** A truth value, `false` where the key is absent or empty. */
  boolean(key: string): boolean {
    const value = this.#value(key) ?? false;
    if (typeof value === "boolean") return value;
    if (value === "" || value === "false" || value === "no") return false;
    if (value === "true" || value === "yes") return true;
    throw this.error(key, `\`${key}\` must be true or false`);
  }

  /** What an image is called: text, the first of a list, or a table's `path`. */
  image(key: string): string | undefined {
    let value = this.#value(key);
    if (Array.isArray(value)) value = value[0];
    if (value !== null && typeof value === "object") {
      const table = value as Record<string, unknown>;
      const part = ["path", "image", "url", "src"]
        .find((part) => Object.hasOwn(table, part));
      value = part === undefined ? undefined : table[part];
    }
    if (value === undefined || value === null || value === false) {
      return undefined;
    }
    if (typeof value === "string") return value.trim() || undefined;
    throw this.error(key, `\`${key}\` must name an image`);
  }

  /** A list of strings; a single string is parted at its commas. */
  list(key: string, separator: string | RegExp = ","): string[] {
    const value = this.#value(key) ?? [];
    const items = Array.isArray(value) ? value : String(value).split(separator);
    return items.map((item: unknown) => {
      if (item === null || typeof item === "object") {
        throw this.error(key, `\`${key}\` must be a list of words`);
      }
      return String(item).trim();
    }).filter((item) => item !== "");
  }

  #value(key: string): unknown {
    const name = key.toLowerCase();
    return Object.hasOwn(this.#values, name)
      ? this.#values[name] ?? undefined
      : undefined;
  }

  /** What stands behind a key, without quotes and comment. */
  #written(key: string): string {
    const line = this.#lines[this.line(key) - 2] ?? "";
    return line.replace(/^[^:=]*[:=]/, "").replace(/\s#.*$/, "")
      .trim().replace(/^(["'])(.*)\1$/, "$2").replace(/,$/, "");
  }
}

/** Says in our words, and with the line in the file, what the reader found. */
function explain(file: string, text: string, error: unknown): EntryError {
  const opening = /^(---|\+\+\+|= (?:yaml|toml|json) =)[^\S\n]*\n/.exec(text);
  if (opening === null) {
    return new EntryError(
      file,
      1,
      "it has no front matter: begin with a line `---`, then `title:` and `date:`, then a line `---`",
      { cause: error },
    );
  }
  const closing = new RegExp(
    `\\n${opening[1]!.replace(/[+]/g, "\\+")}[^\\S\\n]*(?:\\n|$)`,
  );
  if (!closing.test(text)) {
    return new EntryError(
      file,
      1,
      `its front matter does not end: close it with a line \`${opening[1]}\``,
      { cause: error },
    );
  }
  const message = error instanceof Error ? error.message : String(error);
  const place = /(?:at|on) line (\d+)/.exec(message);
  const reason = message.split("\n")[0]!
    .replace(/ at line \d+, column \d+:?$/, "")
    .replace(/^Parse error on line \d+, column \d+: /, "");
  return new EntryError(
    file,
    place === null ? 1 : Number(place[1]) + 1,
    `its front matter cannot be read (${reason})`,
    { cause: error },
  );
}
