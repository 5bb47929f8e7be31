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
  untilInterrupted,
} from "../http/mod.ts";
import { setDevelopment } from "../ml/mod.ts";
import type { Site } from "../page/mod.ts";
import { runCommand } from "./_admin_commands.ts";
import { brokenReferences, leftTags } from "./_check.ts";
import { CommentStore } from "./comment_store.ts";
import { Comments } from "./comments.ts";
import { AccessLog, combinedLine, jsonLine } from "./_access_log.ts";
import { type BlogFolders, findBlog, isDirectory } from "./_blog_folders.ts";
import { EntryFolder, watchFiles } from "./_files.ts";
import { firstFound } from "./_first_found.ts";
import { Follower } from "./_follower.ts";
import { HELP, UsageError } from "./_option_table.ts";
import type { Options } from "./_options.ts";
import {
  defaultDirectory,
  explainListen,
  explainRead,
  openLog,
  readOptions,
  readPem,
} from "./_program_files.ts";
import { Library } from "./library.ts";
import { Moments } from "./_moments.ts";
import { blogSite } from "./site.ts";
import { Warmer } from "./_warmer.ts";

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
} from "./comments.ts";
export type { Thread } from "./_comment_threads.ts";
export {
  type Entry,
  EntryError,
  parseEntry,
  type ParseEntryOptions,
  type Tag,
} from "./entry.ts";
export type { FrontPage } from "./front_page.ts";
export type { ImageSize } from "./_image_size.ts";
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
    const options = await readOptions(args);
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
    const folders = await findBlog(
      options.directory ?? await defaultDirectory(),
    );
    if (options.static !== undefined) {
      if (!await isDirectory(options.static)) {
        throw new UsageError(
          `Cannot use --static ${options.static}: there is no such directory`,
        );
      }
      folders.files.push(options.static);
    }
    const follower = await openLibrary(library, folders, options);
    if (options.check) {
      return await check(follower, library, folders, options);
    }
    // Its pages are checked by its tests; each visitor need not check them again.
    setDevelopment(false);
    using store = options.comments ? new CommentStore(data) : null;
    if (store !== null) {
      const { moderation } = options;
      kept.comments = new Comments(store, { moderation });
    }
    const { comments } = kept;
    const site = siteOf(library, folders, { ...options, comments });
    const log = options.log && await logOf(options.log);
    const server = await listen(site, options, log);
    comments?.start();
    follower.watch();
    using _moments = new Moments(library);
    const warmer = new Warmer(library);
    console.log(`Listening on ${server.url}`);
    await untilInterrupted();
    await warmer.close();
    await follower.close();
    await server.shutdown();
    comments?.stop();
    await log?.close();
    return 0;
  } catch (error) {
    // Whoever runs a blog needs the sentence, not where in our source it arose.
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

async function openLibrary(
  library: Library,
  folders: BlogFolders,
  { permalink }: Options,
): Promise<Follower> {
  const { entries: directory, files } = folders;
  const folder = new EntryFolder(directory, { permalink, files });
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

function siteOf(
  library: Library,
  folders: BlogFolders,
  options: Omit<Options, "comments"> & { comments?: Comments | undefined },
): Site {
  const { title, description, lang, baseUrl, hub, comments } = options;
  return blogSite(library, {
    title,
    description,
    lang,
    files: compressed(
      firstFound(
        folders.files.map((directory) =>
          staticFiles(directory, { index: null, precompressed: [] })
        ),
      ),
    ),
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(hub === undefined ? {} : { hub }),
    ...(comments === undefined ? {} : { comments }),
  });
}

async function logOf(
  { file, format }: NonNullable<Options["log"]>,
): Promise<AccessLog> {
  return new AccessLog({
    write: await openLog(file),
    say: (sentence) => console.error(sentence),
    line: format === "json" ? jsonLine : combinedLine,
  });
}

/** Says what is broken; the exit code tells whether anything is. */
async function check(
  follower: Follower,
  library: Library,
  folders: BlogFolders,
  options: Options,
): Promise<number> {
  const { baseUrl } = options;
  const site = siteOf(library, folders, { ...options, comments: undefined });
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

async function listen(
  site: Site,
  options: Options,
  log: AccessLog | undefined,
): Promise<HttpServer> {
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
      ...(log === undefined ? {} : { onExchange: (record) => log.add(record) }),
      ...secrets,
    });
  } catch (error) {
    throw explainListen(hostname, port, error);
  }
}

if (import.meta.main) Deno.exit(await main(Deno.args));
