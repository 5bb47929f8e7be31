// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  type Exchange,
  FieldBlock,
  type Handler,
  HTML_FIELDS,
  redirect,
  type Reply,
} from "../http/mod.ts";
import { type Markup, renderToBytes } from "../ml/mod.ts";
import type { Clock } from "../net/mod.ts";
import { integer, type Site, site, string } from "../page/mod.ts";
import { addFeeds, missing } from "./_feed_routes.ts";
import { decodedPath } from "./_address.ts";
import { addComments } from "./_comment_wiring.ts";
import { ADMIN_STYLE } from "./_admin_style.ts";
import { COMMENT_STYLE } from "./_comment_style.ts";
import type { Comments } from "./comments.ts";
import { isAsset } from "./_asset.ts";
import { hash } from "./_hash.ts";
import { layout, type Look } from "./_layout.ts";
import {
  archivePage,
  entryPage,
  frontPage,
  latestPage,
  tagPage,
  tagsPage,
} from "./_pages.ts";
import { type LivePage, LivePages } from "./_live_pages.ts";
import type { Library } from "./library.ts";
import { searchView } from "./_list_views.ts";
import { MAX_QUERY } from "./_search.ts";
import { movedPath } from "./_moved.ts";
import { ReplyCache } from "./_reply_cache.ts";
import { FAVICON, STYLE } from "./_style.ts";
import { errorView } from "./_views.ts";

/** Options of {@linkcode blogSite}. */
export interface BlogOptions {
  /**
   * The name of the blog.
   *
   * @default {"A blog made of files"}
   */
  title?: string;
  /**
   * What it is about, for feeds and search engines.
   *
   * @default {""}
   */
  description?: string;
  /**
   * The language of its texts, as a BCP 47 tag.
   *
   * @default {"en"}
   */
  lang?: string;
  /**
   * Where readers find it: scheme and host, without a slash at the end. Feeds
   * and sitemaps need whole URLs; where this is absent they have what each
   * request asked for.
   *
   * @default {undefined}
   */
  baseUrl?: string;
  /**
   * The WebSub hub that tells subscribers of the feeds what is new.
   *
   * @default {undefined}
   */
  hub?: string;
  /**
   * Answers for the pictures and other files beside the entries, such as
   * `staticFiles(directory)`; it is asked only for files of known types whose
   * names are not hidden, with their path as the parameter `path`.
   *
   * @default {undefined}
   */
  files?: Handler;
  /**
   * What readers say below the entries; without it there is nothing of that.
   *
   * @default {undefined}
   */
  comments?: Comments;
  /**
   * Where time comes from, for those who are logged in.
   *
   * @default {systemClock}
   */
  clock?: Clock;
}

const CSS_FIELDS = new FieldBlock([
  ["content-type", "text/css; charset=utf-8"],
]);
const SVG_FIELDS = new FieldBlock([["content-type", "image/svg+xml"]]);

/** A year: what has the hash of its content in its URL never changes. */
const FOREVER = "public, max-age=31536000, immutable";
const A_DAY = "public, max-age=86400";

const encoder = new TextEncoder();

/**
 * Makes a site of a library: front page, entries, latest, tags, feeds, sitemaps.
 *
 * Each page is rendered when it is first asked for, and again when the library
 * has a new version. All have entity tags.
 *
 * @param library The entries. What is replaced there shows at once.
 * @param options Title, language, where readers find it.
 * @returns The site.
 * @throws {TypeError} If `baseUrl` is no origin, or `hub` no URL.
 *
 * @example Usage
 * ```ts
 * import { blogSite, Library, parseEntry } from "@tpd2/tpd2/blog";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const library = new Library();
 * const text = "---\ntitle: Hello\ndate: 2026-11-21\n---\nFirst words.";
 * library.replace([parseEntry("hello.md", text)]);
 *
 * const blog = blogSite(library, { title: "Notes" });
 * const response = await blog.fetch(new Request("http://localhost/hello"));
 * assertStringIncludes(await response.text(), "<p>First words.</p>");
 * ```
 */
export function blogSite(library: Library, options: BlogOptions = {}): Site {
  const style = encoder.encode(STYLE + COMMENT_STYLE + ADMIN_STYLE);
  const styleQuery = `v=${hash(style)}`;
  const look: Look = {
    title: options.title ?? "A blog made of files",
    description: options.description ?? "",
    lang: options.lang ?? "en",
    styleHref: `/style.css?${styleQuery}`,
    baseUrl: options.baseUrl,
    comments: options.comments !== undefined,
    pages: () => library.pages,
  };
  if (
    look.baseUrl !== undefined &&
    URL.parse(look.baseUrl)?.origin !== look.baseUrl
  ) {
    throw new TypeError(
      `Cannot use base URL ${look.baseUrl}: not an origin such as https://blog.example`,
    );
  }
  if (options.hub !== undefined && !/^https?:/.test(protocolOf(options.hub))) {
    throw new TypeError(
      `Cannot use hub ${options.hub}: not a URL such as https://hub.example/`,
    );
  }
  const cache = new ReplyCache(() => library.version);
  const blog = site({
    title: look.title,
    lang: look.lang,
    ...(look.baseUrl === undefined ? {} : { baseUrl: look.baseUrl }),
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    style: false,
    security: {
      policy: {
        "default-src": ["'none'"],
        // Authors show pictures and films from elsewhere.
        "img-src": ["'self'", "https:", "data:"],
        "media-src": ["'self'", "https:"],
        "connect-src": ["'self'"],
        "style-src-attr": ["'none'"],
        "form-action": ["'self'"],
      },
    },
    errorPage: (info) => layout(look, errorView(info)),
  });

  const pages = new LivePages(library, look);

  function documentOf(page: LivePage, below?: Markup): Markup {
    const parts = page.view();
    const live = pages.channel(page, parts);
    const after = below === undefined ? parts.after : [parts.after, below];
    return layout(look, { ...parts, after }, { live });
  }

  function send(exchange: Exchange, page: LivePage): Reply | Promise<Reply> {
    return cache.send(exchange, page.key, () => ({
      bytes: renderToBytes(documentOf(page)),
      fields: HTML_FIELDS,
    }));
  }

  const { comments } = options;
  const commentPages = comments && addComments(blog, {
    library,
    comments,
    look,
    cache,
    entryDocument: (entry, below) =>
      documentOf(entryPage(library, entry.slug), below),
    document: (parts) => layout(look, parts),
  });
  /** Where a page is that others had at this path; else there is none. */
  function elsewhere(exchange: Exchange): Reply {
    const moved = movedPath(library, exchange.path);
    // What leads to itself is nothing.
    if (moved === null || moved === exchange.path) throw missing(exchange);
    return redirect(moved, 301);
  }

  blog.page(
    "/",
    {},
    (_, { exchange }) => send(exchange, frontPage(library)),
  );

  blog.page(
    "/latest",
    { page: integer(1, { min: 1 }) },
    ({ page: number }, { exchange }) => {
      const page = latestPage(library, number);
      if (page.from() === null) throw missing(exchange);
      return send(exchange, page);
    },
  );

  blog.page(
    "/archive",
    {},
    (_, { exchange }) => send(exchange, archivePage(library)),
  );

  // What people ask is theirs, and there is no end of it: nothing is kept.
  blog.page(
    "/search",
    { q: string("", { maxLength: MAX_QUERY }) },
    ({ q }) => layout(look, searchView(library, q)),
  );

  blog.page(
    "/tags",
    {},
    (_, { exchange }) => send(exchange, tagsPage(library)),
  );

  blog.page(
    "/tags/:tag",
    { page: integer(1, { min: 1 }) },
    ({ tag, page: number }, { exchange }) => {
      const page = tagPage(library, tag, number);
      return page.from() === null ? elsewhere(exchange) : send(exchange, page);
    },
  );

  blog.on("GET", "/**:path", (exchange) => {
    const { path, query } = exchange;
    const entry = library.find(path);
    if (entry === undefined) {
      if (options.files !== undefined && isAsset(path)) {
        return options.files(exchange);
      }
      return elsewhere(exchange);
    }
    if (path !== decodedPath(entry.path)) {
      return redirect(entry.path + (query === "" ? "" : `?${query}`), 301);
    }
    return commentPages === undefined
      ? send(exchange, entryPage(library, entry.slug))
      : commentPages.show(exchange, entry);
  });

  addFeeds(blog, { library, look, cache, hub: options.hub });

  blog.on("GET", "/style.css", (exchange) => {
    // Who asks without the hash, or with an old one, must ask again.
    const cacheControl = exchange.query === styleQuery
      ? FOREVER
      : "public, no-cache";
    return cache.send(exchange, `/style.css ${cacheControl}`, () => ({
      bytes: style,
      fields: CSS_FIELDS,
      cacheControl,
    }));
  });
  blog.on(
    "GET",
    "/favicon.svg",
    (exchange) =>
      cache.send(exchange, "/favicon.svg", () => ({
        bytes: encoder.encode(FAVICON),
        fields: SVG_FIELDS,
        cacheControl: A_DAY,
      })),
  );
  return blog;
}

function protocolOf(url: string): string {
  return URL.parse(url)?.protocol ?? "";
}
