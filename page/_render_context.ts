// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Answer, Exchange } from "../http/exchange.ts";
import {
  checkField,
  CONNECTION_FIELDS,
  type Field,
  type FieldBlock,
} from "../http/field_block.ts";
import type { Reply } from "../http/reply.ts";
import { clientSource } from "./_client_script.ts";
import { recordOf } from "./_frame_record.ts";
import type { Rendering } from "./_rendering.ts";
import {
  locationOf,
  personalFields,
  Session,
  type Sessions,
} from "./_sessions.ts";
import type { PageContext } from "./context.ts";
import type { Frame } from "./frame.ts";
import type { Security } from "./security.ts";
import type { Visitor } from "./visitor.ts";

/** The part of a page that is rendered with the page itself. */
const PAGE_REGION = "page";

/** The id of the one empty form of a page, to which the buttons of actions belong. */
export const FORM_ID = "tpd2-actions";

/** The context of one rendering. Most pages touch none of it, so it is small. */
export class RenderContext implements PageContext, Rendering {
  readonly exchange: Exchange;
  title: string | null = null;
  status: number = 200;
  formCount = 0;
  readonly #sessions: Sessions;
  #session: Session | null = null;
  #frame: Frame | null = null;
  #needsForm = false;
  #nonce: string | null = null;
  #set: Field[] | null = null;
  #added: Field[] | null = null;

  constructor(exchange: Exchange, sessions: Sessions) {
    this.exchange = exchange;
    this.#sessions = sessions;
  }

  get region(): string {
    return PAGE_REGION;
  }

  get isShared(): boolean {
    return false;
  }

  get prefix(): string {
    return this.#sessions.prefix;
  }

  needForm(): void {
    this.#needsForm = true;
  }

  get visitor(): Visitor {
    return this.#ownSession.visitor;
  }

  get knownVisitor(): Visitor | null {
    return this.#ownSession.knownVisitor;
  }

  get knownFrame(): Frame | null {
    return this.#ownSession.knownFrame;
  }

  get frame(): Frame {
    if (this.#frame === null) {
      const { exchange } = this;
      const frame = this.#frame = this.#ownSession.frame;
      const record = recordOf(frame);
      // What other methods answer is no page that one could come back to.
      if (exchange.method === "GET" || exchange.method === "HEAD") {
        if (record.path !== exchange.path) record.form = null;
        record.path = exchange.path;
        record.location = locationOf(exchange);
      }
      record.actions.begin(PAGE_REGION, this.#sessions.clock.now());
    }
    return this.#frame;
  }

  get #ownSession(): Session {
    return this.#session ??= new Session(this.#sessions, this.exchange);
  }

  /**
   * The form that the page needs, if it does: empty, one for all buttons; and the
   * client. What is pushed into the page later may have buttons too, so a page with
   * a frame has both in any case.
   */
  formSource(): string {
    const { prefix } = this.#sessions;
    if (this.#frame !== null) {
      const { tab } = this.#frame;
      return `<form id="${FORM_ID}" method="post" data-tab="${tab}" hidden>` +
        `<input type="hidden" name="tab" value="${tab}"></form>` +
        clientSource(prefix);
    }
    return this.#needsForm
      ? `<form id="${FORM_ID}" method="post" hidden></form>` +
        clientSource(prefix)
      : "";
  }

  get nonce(): string {
    this.#nonce ??= btoa(
      String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))),
    );
    return this.#nonce;
  }

  setField(name: string, value: string): void {
    const field = checked(name, value);
    this.#added = this.#added?.filter((other) => other[0] !== field[0]) ?? null;
    this.#set = this.#set?.filter((other) => other[0] !== field[0]) ?? [];
    this.#set.push(field);
  }

  addField(name: string, value: string): void {
    (this.#added ??= []).push(checked(name, value));
  }

  /**
   * The reply with a body. The place where validators (an entity tag, 304) go.
   */
  reply(body: string, fields: FieldBlock, security: Security): Reply {
    const { status } = this;
    if (status !== 200) checkStatus(status);
    if (this.#session?.isPersonal) {
      this.#addCookie();
      if (this.#set !== null) this.setField("cache-control", "no-store");
      else if (this.#nonce === null) fields = personalFields(fields);
    }
    if (this.#set === null && this.#nonce === null) {
      return { status, fields, extra: this.#added, body };
    }
    const changed = this.#nonce === null
      ? this.#set ?? []
      : [...security.nonceFields(this.#nonce), ...this.#set ?? []];
    return { status, fields: fields.with(changed), extra: this.#added, body };
  }

  /** An answer that the page made itself, and that is for who asked alone if it depends on that. */
  personal(answer: Answer): Answer {
    const session = this.#session;
    return session === null ? answer : session.personal(answer);
  }

  #addCookie(): void {
    const cookie = this.#session!.cookie();
    if (cookie !== null) (this.#added ??= []).push(cookie);
  }
}

function checked(name: string, value: string): Field {
  const lower = name.toLowerCase();
  checkField(lower, value);
  if (CONNECTION_FIELDS.has(lower)) {
    throw new TypeError(
      `Cannot set field "${lower}": the connection writes it`,
    );
  }
  return [lower, value];
}

function checkStatus(status: number): void {
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    throw new RangeError(
      `Cannot reply with status ${status}: a final status is 200 to 599`,
    );
  }
}
