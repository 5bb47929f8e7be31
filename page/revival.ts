// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { hashSecret } from "./_secret.ts";
import type { FrameStore } from "./frame_store.ts";
import type { Visitor } from "./visitor.ts";

/** Gives a visitor back what it had: its name, its variables. */
export type Revival = (visitor: Visitor) => void;

/**
 * Looks for a visitor of before a restart by the hash of its secret, see
 * {@linkcode FrameStore.hashOf}. Returns what gives the visitor back what it
 * had; `null` if nobody is known by that hash.
 *
 * It is asked once for each request whose cookie is well formed and of nobody
 * that the site remembers. If it throws, the request fails and the visitor
 * keeps its cookie.
 */
export type Revive = (
  hash: string,
) => Revival | null | Promise<Revival | null>;

/** Brings visitors back that the store does not know. @internal */
export class Revivals {
  readonly #store: FrameStore;
  readonly #revive: Revive;
  /** Those on their way. A page brings several requests at once. */
  readonly #pending = new Map<string, Promise<void>>();

  /**
   * Prepares to bring visitors back.
   *
   * @param store Where they go.
   * @param revive Knows them.
   */
  constructor(store: FrameStore, revive: Revive) {
    this.#store = store;
    this.#revive = revive;
  }

  /**
   * Brings back whose secret it is, if anybody's.
   *
   * @param secret What the cookie says.
   * @returns A promise for when that is done; `null` if there is nothing to do.
   */
  bring(secret: string): Promise<void> | null {
    const pending = this.#pending.get(secret);
    if (pending !== undefined) return pending;
    if (this.#store.find(secret) !== null) return null;
    const bringing = this.#bring(secret)
      .finally(() => this.#pending.delete(secret));
    this.#pending.set(secret, bringing);
    return bringing;
  }

  async #bring(secret: string): Promise<void> {
    const revival = await this.#revive(await hashSecret(secret));
    if (revival !== null) this.#store.revive(secret, revival);
  }
}
