// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  type Exchange,
  type Field,
  HttpError,
  readCookie,
  setCookieField,
} from "../http/mod.ts";
import type { Clock } from "../net/mod.ts";
import { addressKey, Attempts, isSameOrigin } from "../page/mod.ts";
import type { Comment, CommentState } from "./comment.ts";
import type { CommentRules } from "./comment_rules.ts";
import {
  type CommentDraft,
  readComment,
  type SentComment,
} from "./_comment_form.ts";
import type { Comments } from "./comments.ts";
import type { Entry } from "./entry.ts";
import { judge, type Verdict } from "./_spam.ts";
import { Sightings } from "./_spam_sightings.ts";
import { Stamps } from "./_spam_stamp.ts";

/** What became of what a reader sent. */
export type Outcome =
  | {
    kind: "taken";
    /** The comment, shown or held. */
    comment: Comment;
    /** What the answer sets. */
    fields: Field[];
  }
  | Refusal;

/** Why a comment was not taken. */
interface Refusal {
  kind: "refused";
  /** The status of the answer: 422, 429 or 503. */
  status: number;
  /** What to show again. */
  draft: CommentDraft;
  /** What the answer says besides. */
  fields: Field[];
}

/** For how long a page may be kept that has a form in it. */
const PERIOD = 60 * 60 * 1000;

const DAY = 24 * 60 * 60 * 1000;

/** How many readers and pages are known, and how many addresses that sent something. */
const MAX_KNOWN = 20_000;

/** For how long a browser keeps what its author is known by, in seconds. */
const COOKIE_AGE = 365 * 24 * 60 * 60;

const COOKIE = "comment-author";

/** Takes what readers send: reads it, judges it, and has it stored. */
export class CommentDesk {
  readonly #comments: Comments;
  readonly #rules: Readonly<Required<CommentRules>>;
  readonly #clock: Clock;
  readonly #baseUrl: string | undefined;
  readonly #stamps: Stamps;
  readonly #sightings: Sightings;
  readonly #attempts: Attempts;

  /**
   * Opens the desk.
   *
   * @param comments Where comments go.
   * @param baseUrl Where the blog is for browsers, if that is known.
   */
  constructor(comments: Comments, baseUrl: string | undefined) {
    const { rules, clock, store } = comments;
    this.#comments = comments;
    this.#rules = rules;
    this.#clock = clock;
    this.#baseUrl = baseUrl;
    this.#stamps = new Stamps({
      secret: store.secret("stamps"),
      period: PERIOD,
      maxAge: rules.maxTime + PERIOD,
      clock,
    });
    this.#sightings = new Sightings({
      lifetime: DAY,
      maxCount: MAX_KNOWN,
      clock,
    });
    this.#attempts = new Attempts({
      max: rules.maxPerAddress,
      window: rules.addressWindow,
      maxKeys: MAX_KNOWN,
      clock,
    });
  }

  /** What the form of a page that is made now carries. */
  stamp(): string | Promise<string> {
    return this.#stamps.current();
  }

  /** Notes that somebody sees the page of an entry. */
  note(exchange: Exchange, entry: Entry): void {
    this.#sightings.note(sightingKey(exchange, entry));
  }

  /**
   * Takes what somebody sent below an entry.
   *
   * @param exchange The exchange.
   * @param entry The entry.
   * @param byAdmin Whether it is who runs the blog.
   * @returns What became of it.
   * @throws {HttpError} If no page of this blog sent it, or it is no such form.
   */
  async take(
    exchange: Exchange,
    entry: Entry,
    byAdmin: boolean,
  ): Promise<Outcome> {
    if (!isSameOrigin(exchange, this.#baseUrl ?? null)) {
      throw new HttpError(
        403,
        "Cannot comment: the request does not come from a page of this blog",
      );
    }
    const sent = readComment(await exchange.body.form());
    if (sent.problems.size > 0) return refused(sent);
    const { author, text } = sent;
    const last = this.#comments.store.last(entry.slug);
    if (last?.author === author && last.text === text) {
      // Somebody pressed the button twice.
      return { kind: "taken", comment: last, fields: [] };
    }
    const delay = byAdmin ? 0 : this.#delay(exchange);
    if (delay > 0) return tooMany(sent, delay);
    const verdict: Verdict = byAdmin ? { kind: "take" } : judge({
      ...sent,
      elapsed: await this.#elapsed(exchange, entry, sent.stamp),
      last,
    }, this.#rules);
    if (verdict.kind === "refuse") {
      return refused(sent, verdict.field, verdict.message);
    }
    if (!byAdmin && this.#isFull(entry)) {
      return refused(sent, "", "There are too many comments for now");
    }
    const suspicion = verdict.kind === "hold" ? verdict.reason : "";
    try {
      return await this.#store(exchange, { sent, entry, byAdmin, suspicion });
    } catch (error) {
      // What was typed must not be lost because a disk is full.
      this.#comments.onError(error);
      const message = "It could not be kept. Please send it again later";
      return { ...refused(sent, "", message), status: 503 };
    }
  }

  /** How many milliseconds somebody has to wait; if none, this was one attempt. */
  #delay(exchange: Exchange): number {
    const address = addressKey(exchange.remoteAddress);
    const delay = this.#attempts.delay(address);
    if (delay === 0) this.#attempts.take(address);
    return delay;
  }

  #isFull({ slug }: Entry): boolean {
    const { maxPerEntry, maxHeld } = this.#rules;
    return this.#comments.countOf(slug) >= maxPerEntry ||
      this.#comments.store.count("held") >= maxHeld;
  }

  /** For how long the page was open at most; `null` if that cannot be. */
  async #elapsed(
    exchange: Exchange,
    entry: Entry,
    stamp: string,
  ): Promise<number | null> {
    const age = await this.#stamps.age(stamp);
    if (age === null) return null;
    return this.#sightings.age(sightingKey(exchange, entry)) ?? age;
  }

  async #store(exchange: Exchange, what: {
    sent: SentComment;
    entry: Entry;
    byAdmin: boolean;
    suspicion: string;
  }): Promise<Outcome> {
    const { sent, entry, byAdmin, suspicion } = what;
    const author = this.#rules.moderation === "first" && !byAdmin
      ? await this.#authorOf(exchange)
      : { key: "", fields: [] };
    const reason = byAdmin ? "" : suspicion || this.#reason(author.key);
    const state: CommentState = reason === "" ? "shown" : "held";
    const comment = this.#comments.add({
      entry: entry.slug,
      author: sent.author,
      text: sent.text,
      time: this.#clock.date(),
      origin: exchange.remoteAddress,
      state,
      reason,
      byAdmin,
      authorKey: author.key,
    });
    return { kind: "taken", comment, fields: author.fields };
  }

  /** Why a comment that does not look like spam waits; empty where it does not. */
  #reason(authorKey: string): string {
    const { moderation } = this.#rules;
    if (moderation === "all") return "all are read first";
    return moderation === "first" && !this.#comments.store.knows(authorKey)
      ? "the author's first"
      : "";
  }

  /**
   * What the author is known by. A name can be had by anybody, so it is a secret
   * that the browser was given with an earlier comment.
   */
  async #authorOf(
    exchange: Exchange,
  ): Promise<{ key: string; fields: Field[] }> {
    const isSecure = this.#baseUrl === undefined
      ? exchange.scheme === "https"
      : this.#baseUrl.startsWith("https:");
    const name = isSecure ? `__Host-${COOKIE}` : COOKIE;
    const known = readCookie(exchange, name);
    if (known !== null && /^[0-9a-f]{32}$/.test(known)) {
      return { key: await digest(known), fields: [] };
    }
    const secret = crypto.getRandomValues(new Uint8Array(16)).toHex();
    return {
      key: await digest(secret),
      fields: [setCookieField({ name, value: secret, maxAge: COOKIE_AGE })],
    };
  }
}

function sightingKey(exchange: Exchange, entry: Entry): string {
  return `${addressKey(exchange.remoteAddress)} ${entry.slug}`;
}

async function digest(secret: string): Promise<string> {
  const bytes = new TextEncoder().encode(secret);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}

function refused(
  sent: SentComment,
  field?: string,
  message?: string,
): Refusal {
  const problems = new Map(sent.problems);
  if (field !== undefined && message !== undefined) {
    problems.set(field, message);
  }
  return {
    kind: "refused",
    status: 422,
    draft: { ...sent, problems },
    fields: [],
  };
}

function tooMany(sent: SentComment, delay: number): Refusal {
  const seconds = Math.ceil(delay / 1000);
  const wait = seconds < 90
    ? `${seconds} seconds`
    : `${Math.ceil(seconds / 60)} minutes`;
  const message =
    `There were too many comments from where you are. Please send it again in ${wait}`;
  return {
    kind: "refused",
    status: 429,
    draft: { ...sent, problems: new Map([["", message]]) },
    fields: [["retry-after", String(seconds)]],
  };
}
