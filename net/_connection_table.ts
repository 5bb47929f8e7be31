// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Connection } from "./connection.ts";
import type { ConnectionCore } from "./connection_core.ts";

/** How many of the idlest are looked for at once, so that a burst of newcomers costs one walk. */
const SHORTLIST = 64;

/** A connection that was idle when last looked at, and since when. */
interface Candidate {
  connection: Connection;
  activeAt: number;
}

/** Every open connection of a scheduler. Joining and leaving are O(1). */
export class ConnectionTable {
  readonly #connections: Connection[] = [];
  /** The idlest as of some moment, the very idlest last. */
  #shortlist: Candidate[] = [];

  get size(): number {
    return this.#connections.length;
  }

  /** Those that are open now, for walks during which some may leave. */
  snapshot(): Connection[] {
    return [...this.#connections];
  }

  add(connection: Connection): void {
    connection.hostIndex = this.#connections.length;
    this.#connections.push(connection);
  }

  remove(connection: ConnectionCore): void {
    const last = this.#connections.pop()!;
    if (last !== connection) {
      this.#connections[connection.hostIndex] = last;
      last.hostIndex = connection.hostIndex;
    }
    connection.hostIndex = -1;
  }

  /** The connection on which nothing happened for longest. */
  idlest(): Connection | null {
    return this.#fromShortlist() ?? this.#refill();
  }

  /** How many bytes wait to leave, and how many connections are in each phase. */
  survey(): { queuedBytes: number; phases: Record<string, number> } {
    const phases: Record<string, number> = {};
    let queuedBytes = 0;
    for (const connection of this.#connections) {
      const phase = connection.protocol?.phase ?? "new";
      phases[phase] = (phases[phase] ?? 0) + 1;
      queuedBytes += connection.output.size;
    }
    return { queuedBytes, phases };
  }

  #fromShortlist(): Connection | null {
    let candidate = this.#shortlist.pop();
    while (candidate !== undefined) {
      const { connection, activeAt } = candidate;
      // Who has not stirred since is still idler than all who were left out.
      if (!connection.closed && connection.activeAt === activeAt) {
        return connection;
      }
      candidate = this.#shortlist.pop();
    }
    return null;
  }

  #refill(): Connection | null {
    const list: Candidate[] = [];
    for (const connection of this.#connections) {
      const { activeAt } = connection;
      if (list.length === SHORTLIST && activeAt >= list[0]!.activeAt) continue;
      let at = 0;
      while (at < list.length && list[at]!.activeAt > activeAt) at++;
      list.splice(at, 0, { connection, activeAt });
      if (list.length > SHORTLIST) list.shift();
    }
    this.#shortlist = list;
    return this.#fromShortlist();
  }
}
