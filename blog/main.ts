// Copyright 2026 the tpd2 authors. MIT license.

/**
 * A blog made of files: a directory of Markdown becomes a site with tags, feeds
 * and sitemaps. Run it, or mount {@linkcode blogSite} in a program of your own.
 *
 * ```ts ignore
 * // deno run -A blog/main.ts ./posts --title "Notes"
 * ```
 *
 * @module
 */

import {
  compressed,
  type HttpServer,
  serve,
  staticFiles,
} from "../http/mod.ts";
import { setDevelopment } from "../ml/mod.ts";
import type { Site } from "../page/mod.ts";
import { runCommand } from "./_admin_commands.ts";
import { brokenReferences, leftTags } from "./_check.ts";
import { CommentStore } from "./comment_store.ts";
import { Comments } from "./comments.ts";
import { EntryFolder, isDirectory, watchFiles } from "./_files.ts";
import { Follower } from "./_follower.ts";
import { HELP, type Options, parseOptions, UsageError } from "./_options.ts";
import { Library } from "./library.ts";
import { Moments } from "./_moments.ts";
import { blogSite } from "./site.ts";

export type {
  Comment,
  CommentState,
  Moderation,
  NewComment,
} from "./comment.ts";
export type { CommentRules } from "./comment_rules.ts";
export { CommentStore } from "./comment_store.ts";
export {
  Comments,
  type CommentsListener,
  type CommentsOptions,
  type Thread,
} from "./comments.ts";
export {
  type Entry,
  EntryError,
  parseEntry,
  type ParseEntryOptions,
  type Tag,
} from "./entry.ts";
export type { FrontPage } from "./front_page.ts";
export { Library, type LibraryOptions, type TagShelf } from "./library.ts";
export type { LatestPage } from "./paging.ts";
export { type BlogOptions, blogSite } from "./site.ts";

/**
 * Runs the program: serves the blog until it is told to stop.
 *
 * Files that are changed, added or removed meanwhile change the pages at once.
 * What it has to say goes to the console: one line when it is ready, and one
 * sentence for each entry that is broken, or for what keeps it from serving.
 *
 * @param args The arguments of the command line.
 * @returns The exit code: 0, or 1 where it could not serve.
 *
 * @example Usage
 * ```ts
 * import { main } from "@tpd2/tpd2/blog";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await main(["--port", "none"]), 1);
 * ```
 */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const options = parseOptions(args);
    if (options.help) {
      console.log(HELP);
      return 0;
    }
    const { command, file, data } = options;
    if (command !== undefined) {
      await runCommand({ command, file, data });
      return 0;
    }
    const kept: { comments?: Comments } = {};
    const library = new Library({
      commentTimes: ({ slug }) => kept.comments?.timesOf(slug) ?? [],
    });
    const directory = options.directory ?? await defaultDirectory();
    const follower = await openLibrary(library, directory);
    if (options.check) {
      return await check(follower, library, directory, options);
    }
    // Its pages are checked by its tests; each visitor need not check them again.
    setDevelopment(false);
    using store = options.comments ? new CommentStore(data) : null;
    if (store !== null) {
      const { moderation } = options;
      kept.comments = new Comments(store, { moderation });
    }
    const { comments } = kept;
    const site = siteOf(library, directory, { ...options, comments });
    const server = await listen(site, options);
    comments?.start();
    follower.watch();
    using _moments = new Moments(library);
    console.log(`Listening on ${server.url}`);
    await stopped();
    await follower.close();
    await server.shutdown();
    comments?.stop();
    return 0;
  } catch (error) {
    // Whoever runs a blog needs the sentence, not where in our source it arose.
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

async function openLibrary(
  library: Library,
  directory: string,
): Promise<Follower> {
  const folder = new EntryFolder(directory);
  const follower = new Follower(library, {
    name: directory,
    read: async () => {
      try {
        return await folder.read();
      } catch (error) {
        throw explainRead(directory, error);
      }
    },
    watch: () => watchFiles(directory),
  }, { say: (sentence) => console.error(sentence) });
  await follower.load();
  return follower;
}

/** The entries where we are, or else the samples that came with the program. */
async function defaultDirectory(): Promise<string> {
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

function siteOf(
  library: Library,
  directory: string,
  options: Pick<Options, "title" | "baseUrl"> & {
    comments?: Comments | undefined;
  },
): Site {
  const { title, baseUrl, comments } = options;
  return blogSite(library, {
    title,
    files: compressed(
      staticFiles(directory, { index: null, precompressed: [] }),
    ),
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(comments === undefined ? {} : { comments }),
  });
}

/** Says what is broken; the exit code tells whether anything is. */
async function check(
  follower: Follower,
  library: Library,
  directory: string,
  options: Options,
): Promise<number> {
  const { title, baseUrl } = options;
  const site = siteOf(library, directory, { title, baseUrl });
  const broken = await brokenReferences(follower.entries, {
    fetch: site.fetch,
    baseUrl,
  });
  broken.push(...leftTags(follower.entries));
  for (const sentence of broken) console.error(sentence);
  const count = broken.length + follower.problems;
  console.log(
    `Checked ${follower.entries.length} entries: ${
      count === 0 ? "nothing is broken" : `${count} problems`
    }`,
  );
  return count === 0 ? 0 : 1;
}

async function listen(site: Site, options: Options): Promise<HttpServer> {
  const { port, hostname, proxies, tls } = options;
  const secrets = tls === undefined
    ? {}
    : { cert: await readPem(tls.cert), key: await readPem(tls.key) };
  try {
    return await serve(site, {
      port,
      hostname,
      trustedProxies: proxies,
      // Where it listens is said when the files are followed, too.
      onListen: ({ warnings }) => {
        for (const warning of warnings) console.warn(`Warning: ${warning}`);
      },
      ...secrets,
    });
  } catch (error) {
    throw explainListen(hostname, port, error);
  }
}

async function readPem(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (cause) {
    const reason = cause instanceof Deno.errors.NotFound
      ? "there is no such file"
      : messageOf(cause);
    throw new Error(`Cannot read ${path} for TLS: ${reason}`, { cause });
  }
}

/** Waits until somebody presses Ctrl-C, or the system wants us to end. */
function stopped(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const signals: Deno.Signal[] = Deno.build.os === "windows"
    ? ["SIGINT", "SIGBREAK"]
    : ["SIGINT", "SIGTERM"];
  function stop(): void {
    // A second Ctrl-C, by one who does not want to wait, ends us at once.
    for (const signal of signals) Deno.removeSignalListener(signal, stop);
    resolve();
  }
  for (const signal of signals) Deno.addSignalListener(signal, stop);
  return promise;
}

function explainRead(directory: string, cause: unknown): Error {
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

function explainListen(hostname: string, port: number, cause: unknown): Error {
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

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

if (import.meta.main) Deno.exit(await main(Deno.args));
