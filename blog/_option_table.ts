// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** One option, of the command line and of `blog.json`. */
export interface OptionSpec {
  /** Its name, without hyphens before it. */
  readonly name: string;
  /**
   * What its value is: words; a number; words parted by commas, in the file also
   * a list; or none, since it is on or off.
   */
  readonly kind: "text" | "number" | "list" | "switch";
  /** A value that it could have. */
  readonly example: string;
  /** Whether its value is the name of a file or a directory. */
  readonly isPath?: boolean;
  /** Whether it makes sense on the command line only. */
  readonly isForCommandLine?: boolean;
}

/** All options. */
export const OPTIONS: readonly OptionSpec[] = [
  { name: "port", kind: "number", example: "8080" },
  { name: "hostname", kind: "text", example: "0.0.0.0" },
  { name: "data", kind: "text", example: "./data", isPath: true },
  { name: "static", kind: "text", example: "./static", isPath: true },
  { name: "moderation", kind: "text", example: "first" },
  { name: "no-comments", kind: "switch", example: "true" },
  { name: "title", kind: "text", example: '"My blog"' },
  { name: "description", kind: "text", example: '"What I learn"' },
  { name: "lang", kind: "text", example: "en" },
  { name: "base-url", kind: "text", example: "https://blog.example" },
  { name: "permalink", kind: "text", example: "/:year/:month/:day/:title/" },
  { name: "websub-hub", kind: "text", example: "https://hub.example/" },
  { name: "behind-proxy", kind: "list", example: "127.0.0.1" },
  { name: "tls-cert", kind: "text", example: "cert.pem", isPath: true },
  { name: "tls-key", kind: "text", example: "key.pem", isPath: true },
  { name: "log", kind: "text", example: "access.log", isPath: true },
  { name: "log-format", kind: "text", example: "combined" },
  {
    name: "config",
    kind: "text",
    example: "blog.json",
    isForCommandLine: true,
  },
  { name: "check", kind: "switch", example: "true", isForCommandLine: true },
  { name: "help", kind: "switch", example: "true", isForCommandLine: true },
];

/** What the program says to `--help`. */
export const HELP: string = `A blog made of Markdown files.

Usage: deno run -A blog/main.ts [directory] [options]
       deno run -A blog/main.ts set-password [--data <directory>]
       deno run -A blog/main.ts export-comments [file] [--data <directory>]
       deno run -A blog/main.ts import-comments [file] [--data <directory>]
       deno run -A blog/main.ts remove-duplicates [--data <directory>]

  directory            Markdown files with front matter, or the root of a blog of
                       Jekyll or Hugo (default: blog/entries, or the sample
                       entries where there is no such directory)

Options:
  --port <number>      port to listen on; 0 takes a free one (default: 8080)
  --hostname <name>    name or address to listen on (default: 127.0.0.1)
  --data <directory>   where what readers add is kept (default: ./data)
  --static <directory> where else pictures and other files are found
  --moderation <which> which comments wait until you have read them: first (an
                       author's first), all, none (default: first)
  --no-comments        readers cannot comment, and nothing is kept
  --title <text>       name of the blog (default: "A blog made of files")
  --description <text> what it is about
  --lang <tag>         language of its texts (default: en)
  --base-url <url>     where readers find the blog, such as https://blog.example
                       (default: what each request asked for)
  --permalink <path>   path of entries that do not say their own, such as
                       /:year/:month/:day/:title/ (default: /:slug)
  --websub-hub <url>   hub that tells subscribers of the feeds what is new
  --behind-proxy <addresses>
                       believe what these proxies say of the reader: addresses or
                       ranges parted by commas, such as 127.0.0.1,10.0.0.0/8
  --tls-cert <file>    certificate chain in PEM, to serve https
  --tls-key <file>     its private key in PEM
  --log <file>         one line for each request; --log=- for standard output
  --log-format <which> combined or json (default: combined)
  --config <file>      options in JSON; what is said here goes before (default:
                       blog.json, where there is one)
  --check              report broken entries, links and images, and exit
  -h, --help           show this and exit
`;

/** A command line or a configuration that cannot be followed. */
export class UsageError extends Error {
  /** The error's name. */
  override readonly name = "UsageError";
}

/**
 * Finds the option that somebody probably meant.
 *
 * @param name What they wrote.
 * @returns The name of the option, if there is one that is nearly so.
 */
export function nearestOption(name: string): string | undefined {
  return OPTIONS.find((option) => isNear(option.name, name))?.name;
}

/** Whether two names differ in one letter, or in the order of two. */
function isNear(a: string, b: string): boolean {
  if (a.length === b.length) {
    const wrong = [...a].filter((letter, i) => letter !== b[i]).length;
    const sorted = (text: string) => [...text].sort().join("");
    return wrong === 1 || (wrong === 2 && sorted(a) === sorted(b));
  }
  const [long, short] = a.length > b.length ? [a, b] : [b, a];
  return long.length - short.length === 1 &&
    [...long].some((_, i) => long.slice(0, i) + long.slice(i + 1) === short);
}
