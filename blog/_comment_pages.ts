// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  type Answer,
  bodyLimit,
  type Exchange,
  type Field,
  HTML_FIELDS,
  HttpError,
  redirect,
  type Reply,
  reply,
} from "../http/mod.ts";
import { type Markup, p, renderToBytes, section } from "../ml/mod.ts";
import { integer, type Site } from "../page/mod.ts";
import { decodedPath } from "./_address.ts";
import { CommentDesk } from "./_comment_desk.ts";
import { COMMENT_FEED, commentFeed } from "./_comment_feed.ts";
import {
  type CommentDraft,
  commentForm,
  FORM_ID,
  noticeOf,
} from "./_comment_form.ts";
import {
  commentAnchor,
  COMMENTS_SHOWN,
  commentsPage,
} from "./_comment_views.ts";
import type { Comments } from "./comments.ts";
import type { Entry } from "./entry.ts";
import { ATOM_FIELDS, originOf } from "./_feed_routes.ts";
import type { Look, PageParts } from "./_layout.ts";
import type { Library } from "./library.ts";
import type { ReplyCache } from "./_reply_cache.ts";

/** What the pages with comments need of the blog. */
export interface CommentPagesOptions {
  /** The entries. */
  library: Library;
  /** The comments. */
  comments: Comments;
  /** What all pages share. */
  look: Look;
  /** Pages that were rendered before. */
  cache: ReplyCache;
  /** Makes the page of an entry, with something below it. */
  entryDocument: (entry: Entry, below: Markup) => Markup;
  /** Makes any other page. */
  document: (parts: PageParts) => Markup;
  /** Whether it is who runs the blog that asks. */
  isAdmin: (exchange: Exchange) => boolean;
  /** Is told that somebody reads an entry. */
  onRead: (exchange: Exchange, entry: Entry) => void;
}

/** How many comments the feed of them has. */
const FEED_LENGTH = 20;

const NO_STORE: Field = ["cache-control", "no-store"];

/** The pages of entries with what readers say below them. */
export class CommentPages {
  readonly #options: CommentPagesOptions;
  readonly #desk: CommentDesk;

  /**
   * Prepares them.
   *
   * @param options What they need.
   */
  constructor(options: CommentPagesOptions) {
    this.#options = options;
    this.#desk = new CommentDesk(options.comments, options.look.baseUrl);
    // What readers cannot see changes no page.
    options.comments.onChange((isVisible) => {
      if (isVisible) options.library.touch();
    });
  }

  /**
   * Adds what a blog needs for comments besides the pages of its entries.
   *
   * @param blog The blog.
   */
  addTo(blog: Site): void {
    const { maxSize } = this.#options.comments.rules;
    const take = bodyLimit((exchange) => this.#take(exchange), {
      maxBodySize: maxSize,
    });
    blog.on("POST", "/**:path", take);
    blog.page(
      "/comments/:slug",
      { page: integer(1, { min: 1 }) },
      ({ slug, page }, { exchange }) => this.#all(exchange, slug, page),
    );
    blog.on("GET", COMMENT_FEED, (exchange) => this.#feed(exchange));
  }

  /**
   * Answers with the page of an entry.
   *
   * @param exchange The exchange.
   * @param entry The entry.
   * @returns The page.
   */
  show(exchange: Exchange, entry: Entry): Reply | Promise<Reply> {
    const stamp = this.#desk.stamp();
    return typeof stamp === "string"
      ? this.#send(exchange, entry, stamp)
      : stamp.then((stamp) => this.#send(exchange, entry, stamp));
  }

  #send(
    exchange: Exchange,
    entry: Entry,
    stamp: string,
  ): Reply | Promise<Reply> {
    const { cache, comments, onRead } = this.#options;
    onRead(exchange, entry);
    const notice = noticeOf(exchange.query);
    this.#desk.note(exchange, entry);
    // The page that was kept shows its channels, too: they must be there.
    comments.threadOf(entry);
    const key = `${entry.path} ${stamp} ${notice ?? ""}`;
    return cache.send(exchange, key, () => ({
      bytes: this.#render(entry, { stamp, notice }),
      fields: HTML_FIELDS,
    }));
  }

  #render(entry: Entry, state: {
    stamp: string;
    notice?: string | null;
    draft?: CommentDraft;
  }): Uint8Array<ArrayBuffer> {
    const { comments, entryDocument } = this.#options;
    const { head, list } = comments.threadOf(entry);
    const below = section(
      { id: "comments", "aria-label": "Comments" },
      head,
      list,
      entry.comments
        ? commentForm({ path: entry.path, ...state })
        : p({ class: "meta" }, "No more comments are taken here."),
    );
    return renderToBytes(entryDocument(entry, below));
  }

  async #take(exchange: Exchange): Promise<Answer> {
    const entry = this.#options.library.find(exchange.path);
    if (
      entry === undefined || !entry.comments ||
      exchange.path !== decodedPath(entry.path)
    ) {
      throw new HttpError(405, "Nothing can be sent here", {
        fields: [["allow", "GET, HEAD"]],
      });
    }
    const byAdmin = this.#options.isAdmin(exchange);
    const outcome = await this.#desk.take(exchange, entry, byAdmin);
    if (outcome.kind === "taken") {
      const { id, state } = outcome.comment;
      const place = state === "shown"
        ? `#${commentAnchor(id)}`
        : `?comment=held#${FORM_ID}`;
      return withFields(redirect(entry.path + place, 303), outcome.fields);
    }
    this.#desk.note(exchange, entry);
    const { draft, status, fields } = outcome;
    const bytes = this.#render(entry, {
      stamp: await this.#desk.stamp(),
      draft,
    });
    return reply(bytes, {
      status,
      fields: HTML_FIELDS,
      extra: [NO_STORE, ...fields],
    });
  }

  #feed(exchange: Exchange): Reply | Promise<Reply> {
    const { library, comments, cache, look } = this.#options;
    const origin = look.baseUrl ?? originOf(exchange);
    return cache.send(exchange, `${COMMENT_FEED} ${origin}`, () => {
      const newest = comments.store.inState("shown", 0, FEED_LENGTH);
      const text = commentFeed({ look, origin, library, comments: newest });
      return { bytes: new TextEncoder().encode(text), fields: ATOM_FIELDS };
    });
  }

  #all(
    exchange: Exchange,
    slug: string,
    page: number,
  ): Reply | Promise<Reply> {
    const { library, comments, cache, document } = this.#options;
    const entry = library.get(slug);
    const count = comments.countOf(slug);
    const pages = Math.max(1, Math.ceil(count / COMMENTS_SHOWN));
    if (entry === undefined || page > pages) {
      throw new HttpError(404, `There is nothing at ${exchange.path}`);
    }
    return cache.send(exchange, `/comments/${slug} ${page}`, () => {
      const offset = (page - 1) * COMMENTS_SHOWN;
      const shown = comments.store.slice(slug, offset, COMMENTS_SHOWN);
      return {
        bytes: renderToBytes(
          document(commentsPage(entry, shown, { page, pages })),
        ),
        fields: HTML_FIELDS,
      };
    });
  }
}

function withFields(answer: Reply, fields: readonly Field[]): Reply {
  return { ...answer, extra: [...answer.extra ?? [], NO_STORE, ...fields] };
}
