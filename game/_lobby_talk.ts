// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Clock } from "../net/clock.ts";
import type { Guest } from "./guest.ts";
import { LobbyError } from "./lobby_error.ts";

/** Something that was said at a table. */
export interface TalkLine {
  /** Counts what was said at the table, from 1. */
  readonly number: number;
  /** Who said it. */
  readonly name: string;
  /** What was said. */
  readonly text: string;
}

/** What was said at a table last. */
export class Talk {
  readonly lines: TalkLine[] = [];
  readonly #limits: { maxTalk: number; maxTalkLines: number };
  #count = 0;

  constructor(limits: { maxTalk: number; maxTalkLines: number }) {
    this.#limits = limits;
  }

  /** What somebody wants to say, on one line. */
  check(text: string): string {
    const said = text.replace(/\s+/gu, " ").trim();
    const { maxTalk } = this.#limits;
    if (said.length > 0 && said.length <= maxTalk) return said;
    throw new LobbyError(
      "malformed",
      `Cannot say that: 1 to ${maxTalk} characters are allowed`,
    );
  }

  add(name: string, text: string): void {
    this.lines.push({ number: ++this.#count, name, text });
    if (this.lines.length > this.#limits.maxTalkLines) this.lines.shift();
  }
}

/** How long a sentence counts, in milliseconds. */
const WINDOW = 10_000;

/** Keeps people from talking without taking breath. */
export class TalkRate {
  readonly #clock: Clock;
  readonly #limit: number;
  readonly #spoken: WeakMap<Guest, number[]> = new WeakMap();

  constructor(clock: Clock, limit: number) {
    this.#clock = clock;
    this.#limit = limit;
  }

  /** Counts a sentence, or refuses it. */
  speak(guest: Guest): void {
    const now = this.#clock.now();
    const times = (this.#spoken.get(guest) ?? [])
      .filter((time) => now - time < WINDOW);
    if (times.length >= this.#limit) {
      throw new LobbyError("full", "Cannot say more now: take a breath first");
    }
    this.#spoken.set(guest, [...times, now]);
  }
}
