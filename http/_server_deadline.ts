// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Connection } from "../net/mod.ts";
import type { ServerContext } from "./_server_context.ts";

/** How many milliseconds after its last answer a connection may still send a request when the server shuts down. */
const DRAIN_IDLE = 1000;
/** How many more, since what the kernel has may not have been read where much is to do. */
const LAST_LOOK = 50;

/** What the server waits for on a connection. */
export type Waiting =
  | "nothing"
  | "idle"
  | "head"
  | "body"
  | "drain"
  | "last look";

/**
 * The one deadline of a server's connection. While requests come and go it is
 * not touched: the one that guards idleness looks, when it expires, at when the
 * last answer was.
 */
export class ServerDeadline {
  /** When the last answer was given, by the clock's `now()`; 0 before the first. */
  lastAnswer = 0;
  readonly #connection: Connection;
  readonly #context: ServerContext;
  #waiting: Waiting = "nothing";

  constructor(connection: Connection, context: ServerContext) {
    this.#connection = connection;
    this.#context = context;
  }

  /** Whether an answer was given, or the connection made, so lately that a request may be on its way. */
  get busy(): boolean {
    const { host, openedAt } = this.#connection;
    return host.now() - Math.max(this.lastAnswer, openedAt) < DRAIN_IDLE;
  }

  /** Sets the deadline for what is waited for, unless it is set. */
  set(waiting: Waiting): void {
    const before = this.#waiting;
    // A pause in the content is counted anew after every piece.
    if (waiting === before && waiting !== "body") return;
    if (waiting === "nothing") {
      if (before === "idle") return;
      this.#waiting = "nothing";
      return this.#connection.clearDeadline();
    }
    this.#waiting = waiting;
    this.#connection.setDeadline(this.#delayOf(waiting));
  }

  /** What was waited for in vain; nothing where the deadline was set anew. */
  takeExpired(): Waiting {
    const waiting = this.#waiting;
    this.#connection.expired = false;
    this.#waiting = "nothing";
    if (waiting !== "idle" || this.lastAnswer === 0) return waiting;
    const left = this.#context.keepAliveTimeout - this.#idle();
    if (left <= 0) return waiting;
    this.#waiting = "idle";
    this.#connection.setDeadline(left);
    return "nothing";
  }

  #idle(): number {
    return this.#connection.host.now() - this.lastAnswer;
  }

  #delayOf(waiting: Waiting): number {
    switch (waiting) {
      case "head":
        return this.#context.headTimeout;
      case "body":
        return this.#context.bodyTimeout;
      case "drain":
        return DRAIN_IDLE;
      case "last look":
        return LAST_LOOK;
      default:
        return this.#context.keepAliveTimeout;
    }
  }
}
