// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  type Announcement,
  frozen,
  isFor,
  type TableMessage,
} from "./announcement.ts";
import type { Controller, View } from "./controller.ts";

type Shown = Readonly<Record<string, unknown>>;

/** What was said and shown at a table, and who hears it. */
export class Stage {
  /** Everything that was said, in order. */
  readonly announcements: Announcement[] = [];
  readonly #controllers: readonly Controller[];
  readonly #coins: number[];
  readonly #hands: Shown[];
  readonly #listeners: Set<(announcement: Announcement) => void> = new Set();
  #table: Shown = {};

  constructor(
    coins: readonly number[],
    controllers: readonly Controller[],
  ) {
    this.#controllers = controllers;
    this.#coins = [...coins];
    this.#hands = coins.map(() => ({}));
  }

  view(player: number | undefined): View {
    return {
      player,
      // A seat may be taken, given away or renamed while the game goes on.
      names: this.#controllers.map(({ name }) => name),
      coins: [...this.#coins],
      table: this.#table,
      hand: player === undefined ? {} : this.#hands[player] ?? {},
    };
  }

  listen(
    listener: (announcement: Announcement) => void,
    player: number | undefined,
  ): () => void {
    function own(announcement: Announcement): void {
      if (isFor(announcement, player)) listener(announcement);
    }
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  /** Says something, and keeps it. */
  announce(said: Announcement<never>): void {
    const announcement = frozen(said);
    this.#see(announcement.to, announcement.message);
    this.announcements.push(announcement);
    this.tell(announcement);
  }

  /** Says something that is no part of the game. */
  tell(announcement: Announcement): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(announcement);
      } catch {
        this.#listeners.delete(listener);
      }
    }
    this.#controllers.forEach((controller, player) => {
      if (!controller.hear || !isFor(announcement, player)) return;
      try {
        controller.hear(announcement);
      } catch {
        // Who cannot hear may still be able to move; if not, the clock tells.
      }
    });
  }

  #see(to: "all" | number, message: TableMessage): void {
    if (message.type === "paid") this.#coins[message.player] = message.coins;
    if (message.type !== "shown") return;
    if (to === "all") this.#table = { ...this.#table, ...message.values };
    else this.#hands[to] = { ...this.#hands[to], ...message.values };
  }
}
