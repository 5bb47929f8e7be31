// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { readCookie, setCookieField } from "../http/cookies.ts";
import type { Answer, Exchange } from "../http/exchange.ts";
import type { Field, FieldBlock } from "../http/field_block.ts";
import { encodePath } from "../http/path.ts";
import type { Clock } from "../net/clock.ts";
import { isSecret } from "./_secret.ts";
import type { Frame } from "./frame.ts";
import { FrameStore } from "./frame_store.ts";
import { Revivals, type Revive } from "./revival.ts";
import type { Site } from "./site.ts";
import type { Visitor } from "./visitor.ts";
import type { VisitorLimits } from "./visitor_options.ts";

/** The name of the parameter that says which tab it is. */
export const TAB = "tab";

const SECURE_NAME = "__Host-tpd2";
const PLAIN_NAME = "tpd2";

const TAB_REGEXP = /(?:^|&)tab=([1-9]\d{0,8})(?=&|$)/;

/** The number of the tab that a query names, or 0. */
export function tabOf(query: string): number {
  // Nearly all queries have none: this is on the way of every page.
  if (query === "" || !query.includes("tab=")) return 0;
  return Number(TAB_REGEXP.exec(query)?.[1] ?? 0);
}

/** A query without the number of the tab. */
export function withoutTab(query: string): string {
  return query.includes("tab=")
    ? query.split("&").filter((pair) => !pair.startsWith("tab=")).join("&")
    : query;
}

/** The path and query of an exchange, without the number of the tab: where its page is found. */
export function locationOf(exchange: Pick<Exchange, "path" | "query">): string {
  const query = withoutTab(exchange.query);
  const path = encodePath(exchange.path);
  // Two slashes at the beginning would be another host.
  const safe = path.startsWith("//") ? `/.${path}` : path;
  return query === "" ? safe : `${safe}?${query}`;
}

/** A location, for the tab of that number. */
export function locationInTab(location: string, tab: number): string {
  const mark = location.indexOf("?");
  if (mark === -1) return `${location}?${TAB}=${tab}`;
  return `${location}${mark === location.length - 1 ? "" : "&"}${TAB}=${tab}`;
}

const personal = new WeakMap<FieldBlock, FieldBlock>();

/** The fields of an answer that nobody may store, made once for each block. */
export function personalFields(block: FieldBlock): FieldBlock {
  let made = personal.get(block);
  if (made === undefined) {
    made = block.with([["cache-control", "no-store"]]);
    personal.set(block, made);
  }
  return made;
}

/** What a site knows about visitors as a whole. */
export class Sessions {
  readonly store: FrameStore;
  readonly clock: Clock;
  readonly limits: VisitorLimits;
  /** The origin that the site has for browsers, if it was told. */
  readonly origin: string | null;
  /** Where the endpoints are; begins and ends with a slash. */
  readonly prefix: string;
  readonly #cookieEnds = new Map<string, string>();
  readonly #revivals: Revivals | null;

  constructor(
    site: Site,
    options: {
      clock: Clock;
      limits: VisitorLimits;
      baseUrl: string | undefined;
      prefix: string;
      onError: (error: unknown) => void;
      revive: Revive | undefined;
    },
  ) {
    checkPrefix(options.prefix);
    this.clock = options.clock;
    this.limits = options.limits;
    this.prefix = options.prefix;
    this.origin = options.baseUrl === undefined
      ? null
      : originOf(options.baseUrl);
    this.store = new FrameStore(site, options);
    this.#revivals = options.revive === undefined
      ? null
      : new Revivals(this.store, options.revive);
  }

  /** The secret that the cookie of an exchange says, if it says one. */
  secretIn(exchange: Exchange): string | null {
    const text = readCookie(exchange, this.cookieName(exchange));
    return text !== null && isSecret(text) ? text : null;
  }

  /** Brings back who asks, if it is somebody to be revived: then there is something to wait for. */
  revive(exchange: Exchange): Promise<void> | null {
    if (this.#revivals === null) return null;
    const secret = this.secretIn(exchange);
    return secret === null ? null : this.#revivals.bring(secret);
  }

  /** Whether the browser speaks TLS, maybe with a proxy before us. */
  isSecure(exchange: Exchange): boolean {
    return this.origin === null
      ? exchange.scheme === "https"
      : this.origin.startsWith("https:");
  }

  /** The cookie's name. The prefix keeps other hosts and plain HTTP from setting it. */
  cookieName(exchange: Exchange): string {
    return this.isSecure(exchange) ? SECURE_NAME : PLAIN_NAME;
  }

  /** What the cookie of that name has behind its value, made once. */
  cookieEnd(name: string): string {
    let end = this.#cookieEnds.get(name);
    if (end === undefined) {
      const maxAge = Math.floor(this.limits.visitorLifetime / 1000);
      // The prefix of the name makes it secure.
      const [, text] = setCookieField({ name, value: "", maxAge });
      end = text.slice(name.length + 1);
      this.#cookieEnds.set(name, end);
    }
    return end;
  }
}

/** The visitor and the frame of one exchange: found or made when first asked for. */
export class Session {
  readonly sessions: Sessions;
  readonly exchange: Exchange;
  #secret: string | null | undefined;
  #visitor: Visitor | null | undefined;
  #frame: Frame | null | undefined;

  constructor(sessions: Sessions, exchange: Exchange) {
    this.sessions = sessions;
    this.exchange = exchange;
  }

  /** The visitor that the cookie names, if any. */
  get knownVisitor(): Visitor | null {
    if (this.#visitor !== undefined) return this.#visitor;
    this.#secret = this.sessions.secretIn(this.exchange);
    this.#visitor = this.#secret === null
      ? null
      : this.sessions.store.find(this.#secret);
    return this.#visitor;
  }

  /** The visitor that the cookie names, or a new one. */
  get visitor(): Visitor {
    return this.#visitor = this.knownVisitor ??
      this.sessions.store.createVisitor();
  }

  /** The frame that the query names, if it is the visitor's. */
  get knownFrame(): Frame | null {
    if (this.#frame !== undefined) return this.#frame;
    return this.#frame = this.frameOf(tabOf(this.exchange.query));
  }

  /** The frame of that tab, if it is the visitor's. */
  frameOf(tab: number): Frame | null {
    const visitor = tab === 0 ? null : this.knownVisitor;
    return visitor && this.sessions.store.findFrame(visitor, tab);
  }

  /** The frame that the query names, or a new one. */
  get frame(): Frame {
    return this.#frame = this.knownFrame ??
      this.sessions.store.createFrame(this.visitor);
  }

  /** Takes a frame that was found by other means. */
  useFrame(frame: Frame): void {
    this.#frame = frame;
    this.#visitor = frame.visitor;
  }

  /** Whether the answer depends on who asked. */
  get isPersonal(): boolean {
    return this.#visitor !== undefined;
  }

  /** An answer that is for who asked alone, if it depends on that. */
  personal(answer: Answer): Answer {
    if (!this.isPersonal) return answer;
    const cookie = this.cookie();
    if (answer instanceof Response) {
      const headers = new Headers(answer.headers);
      headers.set("cache-control", "no-store");
      if (cookie !== null) headers.append(...cookie);
      const { body, status, statusText } = answer;
      return new Response(body, { status, statusText, headers });
    }
    return {
      ...answer,
      fields: personalFields(answer.fields),
      extra: cookie === null ? answer.extra : [...answer.extra ?? [], cookie],
    };
  }

  /** The cookie that the answer must set: of a new visitor, or a new secret. */
  cookie(): Field | null {
    if (this.#visitor === undefined || this.#visitor === null) return null;
    const secret = this.sessions.store.secretOf(this.#visitor);
    if (secret === this.#secret) return null;
    const name = this.sessions.cookieName(this.exchange);
    return ["set-cookie", `${name}=${secret}${this.sessions.cookieEnd(name)}`];
  }
}

function originOf(baseUrl: string): string {
  const url = URL.parse(baseUrl);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new TypeError(
      `Cannot use baseUrl "${baseUrl}": it must begin with http:// or https://`,
    );
  }
  return url.origin;
}

function checkPrefix(prefix: string): void {
  if (!/^\/(?:(?!\.\.?\/)[\w.~-]+\/)+$/.test(prefix)) {
    throw new TypeError(
      `Cannot use prefix "${prefix}": it must be a path that ends in a slash`,
    );
  }
}
