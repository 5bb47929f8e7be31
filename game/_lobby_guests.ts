// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Guest, GuestRecord } from "./guest.ts";
import type { LobbyLimits } from "./lobby_options.ts";
import type { GameStore } from "./store.ts";

/** Those who have a seat somewhere, and those who had one. */
export class LobbyGuests {
  readonly #seated: Map<string, Guest> = new Map();
  readonly #limits: LobbyLimits;
  readonly #store: GameStore;

  constructor(limits: LobbyLimits, store: GameStore) {
    this.#limits = limits;
    this.#store = store;
  }

  /** One who has a seat, or is new. */
  get(id: string, name: string): Guest {
    return this.#seated.get(id) ?? { id, name, coins: this.#limits.coins };
  }

  /** One who has a seat, or had one; `null` if nothing is known of them. */
  async known(id: string): Promise<Guest | null> {
    const present = this.#seated.get(id);
    if (present) return present;
    const [seat] = await this.#store.seatsOf(id, 1);
    // They may have come in meanwhile.
    return this.#seated.get(id) ??
      (seat ? { id, name: seat.name, coins: seat.coins } : null);
  }

  /** One whose seat was kept. */
  restore(guest: Guest): Guest {
    const present = this.#seated.get(guest.id);
    if (present) return present;
    this.#seated.set(guest.id, guest);
    return guest;
  }

  /** Sits somewhere now; with enough coins, if it is for coins. */
  seat(guest: Guest, isForCoins: boolean): void {
    const { leastCoins, coins } = this.#limits;
    if (isForCoins && guest.coins < leastCoins) {
      (guest as GuestRecord).coins = coins;
    }
    this.#seated.set(guest.id, guest);
  }

  /** Has no seat any more. */
  unseat(guest: Guest): void {
    this.#seated.delete(guest.id);
  }

  pay(guest: Guest, amount: number): void {
    (guest as GuestRecord).coins += amount;
  }

  rename(guest: Guest, name: string): void {
    (guest as GuestRecord).name = name;
  }
}
