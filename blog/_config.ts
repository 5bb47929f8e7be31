// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  nearestOption,
  OPTIONS,
  type OptionSpec,
  UsageError,
} from "./_option_table.ts";

/**
 * What a configuration says: values by the names of the options, as they would
 * stand on the command line. A switch that is on has an empty one.
 */
export type Settings = ReadonlyMap<string, string>;

/** How long a configuration may be, in characters. */
const MAX_LENGTH = 64 * 1024;

/** What may stand there and is no option: where entries are, and an editor's help. */
const MORE: readonly OptionSpec[] = [
  { name: "directory", kind: "text", example: "./posts", isPath: true },
  { name: "$schema", kind: "text", example: "./blog.schema.json" },
];

/**
 * Reads a configuration: an object with the names of the options of the command
 * line. Names of files in it start at its own folder.
 *
 * @param file The name of the file.
 * @param text Its text.
 * @returns What it says.
 * @throws {UsageError} If it cannot be followed; the message says what to do.
 */
export function parseConfig(file: string, text: string): Settings {
  const refuse = (reason: string): UsageError =>
    new UsageError(`Cannot use ${file}: ${reason}`);
  if (text.length > MAX_LENGTH) {
    throw refuse(`it is longer than ${MAX_LENGTH} characters`);
  }
  let values: unknown;
  try {
    values = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    throw refuse(`it is no JSON: ${(error as Error).message}`);
  }
  if (typeof values !== "object" || values === null || Array.isArray(values)) {
    throw refuse('it holds no object such as { "title": "My blog" }');
  }
  const settings = new Map<string, string>();
  for (const [name, value] of Object.entries(values)) {
    const option = [...OPTIONS, ...MORE].find((option) => option.name === name);
    if (option === undefined || option.isForCommandLine) {
      const near = option === undefined ? nearestOption(name) : undefined;
      throw refuse(
        option !== undefined
          ? `\`${name}\` is for the command line only`
          : `there is no option \`${name}\`${
            near === undefined
              ? ", see --help for those there are"
              : `, did you mean \`${near}\`?`
          }`,
      );
    }
    const said = valueOf(option, value);
    if (said === null) {
      throw refuse(
        `\`${name}\` must be ${KINDS[option.kind]}, as in ${exampleOf(option)}`,
      );
    }
    if (said !== undefined) {
      settings.set(name, option.isPath ? resolve(file, said) : said);
    }
  }
  return settings;
}

/** What a value would be on the command line: nothing for `false`, `null` where it cannot be. */
function valueOf(
  { kind }: OptionSpec,
  value: unknown,
): string | undefined | null {
  if (kind === "switch") {
    return value === true ? "" : value === false ? undefined : null;
  }
  if (kind === "number") {
    return typeof value === "number" ? String(value) : null;
  }
  if (kind === "list" && Array.isArray(value)) {
    return value.every((item) => typeof item === "string")
      ? value.join(",")
      : null;
  }
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

const KINDS: Readonly<Record<OptionSpec["kind"], string>> = {
  text: "text",
  number: "a number",
  list: "text or a list of texts",
  switch: "true or false",
};

function exampleOf({ name, kind, example }: OptionSpec): string {
  const value = kind === "number" || kind === "switch"
    ? example
    : JSON.stringify(example.replace(/^"|"$/g, ""));
  return `${JSON.stringify(name)}: ${value}`;
}

/** A name of a file, from the folder of the configuration. */
function resolve(file: string, path: string): string {
  const folder = /^(.*[/\\])[^/\\]*$/.exec(file)?.[1] ?? "";
  const isAbsolute = /^(?:[/\\]|[A-Za-z]:)/.test(path);
  return isAbsolute || path === "-" ? path : folder + path;
}
