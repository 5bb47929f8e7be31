// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Exchange } from "../http/exchange.ts";
import {
  checkField,
  CONNECTION_FIELDS,
  type Field,
  type FieldBlock,
} from "../http/field_block.ts";
import type { Reply } from "../http/reply.ts";
import type { PageContext } from "./context.ts";
import type { Security } from "./security.ts";

/** The context of one rendering. Most pages touch none of it, so it is small. */
export class RenderContext implements PageContext {
  readonly exchange: Exchange;
  title: string | null = null;
  status: number = 200;
  #nonce: string | null = null;
  #set: Field[] | null = null;
  #added: Field[] | null = null;

  constructor(exchange: Exchange) {
    this.exchange = exchange;
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
    if (this.#set === null && this.#nonce === null) {
      return { status, fields, extra: this.#added, body };
    }
    const changed = this.#nonce === null
      ? this.#set ?? []
      : [...security.nonceFields(this.#nonce), ...this.#set ?? []];
    return { status, fields: fields.with(changed), extra: this.#added, body };
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
