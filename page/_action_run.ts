// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Exchange } from "../http/exchange.ts";
import { decodePath } from "../http/path.ts";
import { recordOf } from "./_frame_record.ts";
import { locationOf, type Session, tabOf } from "./_sessions.ts";
import type { ActionContext } from "./action.ts";
import type { Frame } from "./frame.ts";
import type { Visitor } from "./visitor.ts";

const FORM_REGEXP =
  /^(?:application\/x-www-form-urlencoded|multipart\/form-data)[ \t]*(?:;|$)/i;

/** One choice of an action: who, where, and what was filled in. */
export class ActionRun implements ActionContext {
  readonly exchange: Exchange;
  readonly session: Session;
  #form: FormData | null | undefined;

  constructor(session: Session) {
    this.session = session;
    this.exchange = session.exchange;
  }

  get frame(): Frame {
    return this.session.frame;
  }

  get visitor(): Visitor {
    return this.session.visitor;
  }

  /** What was filled in, read once; null where the content is no form. */
  async form(): Promise<FormData | null> {
    if (this.#form === undefined) {
      const { exchange } = this;
      this.#form = null;
      if (
        exchange.body.present &&
        FORM_REGEXP.test(exchange.field("content-type") ?? "")
      ) this.#form = await exchange.body.form();
    }
    return this.#form;
  }

  /**
   * Finds the tab where an action of the site was chosen. What is the same for
   * everybody cannot name it, so the form of the page does, or the page where it was
   * chosen. Who has no such frame gets one.
   */
  async findFrame(): Promise<void> {
    const { session, exchange } = this;
    if (session.knownFrame !== null) return;
    const visitor = session.knownVisitor;
    const referrer = referrerOf(exchange, session.sessions.prefix);
    if (visitor !== null) {
      const { store } = session.sessions;
      const given = (await this.form())?.get("tab");
      const tab = tabOf(`tab=${typeof given === "string" ? given : ""}`) ||
        (referrer === null ? 0 : tabOf(referrer.query));
      const location = referrer && locationOf(referrer);
      const frame = tab === 0
        ? store.framesOf(visitor).findLast((frame) =>
          frame.location === location
        )
        : store.findFrame(visitor, tab);
      if (frame) return session.useFrame(frame);
    }
    const record = recordOf(session.frame);
    if (referrer !== null) {
      record.path = referrer.path;
      record.location = locationOf(referrer);
    }
  }
}

/** The page of ours that a request says it comes from. Our endpoints, below a prefix, are no pages. */
export function referrerOf(
  exchange: Exchange,
  prefix: string,
): { path: string; query: string } | null {
  const url = URL.parse(exchange.field("referer") ?? "");
  if (url === null || url.host !== exchange.authority.toLowerCase()) {
    return null;
  }
  try {
    // What our endpoints say is no page to come back to.
    if (url.pathname.startsWith(prefix)) return null;
    return { path: decodePath(url.pathname), query: url.search.slice(1) };
  } catch {
    // Escapes that are not UTF-8: no page has such a path.
    return null;
  }
}
