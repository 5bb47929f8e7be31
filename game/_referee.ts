// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { systemClock } from "../net/clock.ts";
import { Consultation } from "./_consultation.ts";
import type { Stage } from "./_stage.ts";
import type { TableMessage } from "./announcement.ts";
import type { Choice } from "./choices.ts";
import type { Controller } from "./controller.ts";
import { IllegalMoveError, RecordError } from "./errors.ts";
import type { Question } from "./game.ts";
import type { AnyGameKind } from "./game_kind.ts";
import type { Entry, GameRecord } from "./record.ts";
import { robot } from "./robot.ts";
import type { TableOptions } from "./table_options.ts";

/** A question that waits for its answers. */
interface Asked {
  readonly question: Question;
  readonly pending: Map<number, Consultation>;
  readonly answers: Map<number, Choice>;
  readonly resolve: (answers: ReadonlyMap<number, Choice>) => void;
  readonly reject: (reason: unknown) => void;
}

/** Something that somebody wants to do; done in the order of arrival. */
export type Proposal =
  | { pending: Consultation; value: Choice; timedOut: boolean }
  | { leaves: number; timedOut: boolean };

/** Thrown into the rules when the game ends from outside. */
export class Interruption extends Error {
  readonly ending: "left" | "too-long";
  readonly player: number | undefined;

  constructor(ending: "left" | "too-long", player?: number) {
    super(`The game is over: ${ending}`);
    this.ending = ending;
    this.player = player;
  }
}

/** What a table gives to its referee. */
export interface RefereeSetting {
  readonly kind: AnyGameKind;
  readonly start: GameRecord;
  readonly controllers: Controller[];
  readonly stage: Stage;
  readonly options: TableOptions;
  /** Called when the record given at the start has been done again. */
  caughtUp(): void;
  /** Called when the game cannot go on. */
  failed(error: unknown): void;
}

/** Asks for moves, judges and records them, one after the other. */
export class Referee {
  readonly entries: Entry[] = [];
  readonly #events: RefereeSetting;
  readonly #start: GameRecord;
  readonly #controllers: Controller[];
  readonly #options: TableOptions;
  readonly #left: Set<number> = new Set();
  readonly #inbox: Proposal[] = [];
  #asked: Asked | undefined;
  #turn = 0;
  #busy = false;
  #stopped = false;

  constructor(setting: RefereeSetting) {
    this.#events = setting;
    this.#start = setting.start;
    this.#controllers = setting.controllers;
    this.#options = setting.options;
  }

  /** The players who are asked and have not moved. */
  get waitingFor(): readonly number[] {
    return this.#asked ? [...this.#asked.pending.keys()] : [];
  }

  /** Whether all entries of the record given at the start were done again. */
  get isCaughtUp(): boolean {
    return this.entries.length >= this.#start.entries.length;
  }

  ask(question: Question): Promise<ReadonlyMap<number, Choice>> {
    const { move } = question;
    if (this.#asked) {
      throw new Error(
        `Cannot ask for ${move}: ${this.#asked.question.move} was asked for and not awaited`,
      );
    }
    const { maxTurns = 10_000, clock = systemClock } = this.#options;
    if (++this.#turn > maxTurns) throw new Interruption("too-long");
    const { promise, resolve, reject } = Promise.withResolvers<
      ReadonlyMap<number, Choice>
    >();
    const pending = new Map<number, Consultation>();
    const events = {
      chose: (pending: Consultation, value: Choice) =>
        this.propose({ pending, value, timedOut: false }),
      gone: (pending: Consultation, late: boolean) =>
        this.#giveUp(pending, late),
    };
    for (const [player, choices] of question.choices) {
      pending.set(player, new Consultation(player, choices, clock, events));
    }
    const asked = { question, pending, answers: new Map(), resolve, reject };
    this.#asked = asked;
    for (const player of this.#left) this.#answerFor(player);
    // Nobody to wait for: all of them left, or the rules asked no one. Nothing
    // else may happen here, or a replay would not know where it happened.
    if (pending.size === 0) {
      this.#answered(asked);
      return promise;
    }
    this.#replay();
    if (this.#asked === asked && this.isCaughtUp) {
      this.#events.caughtUp();
      for (const one of [...pending.values()]) this.#consult(one);
      this.#pump();
    }
    return promise;
  }

  /** Does what the record of an earlier run says was done. */
  #replay(): void {
    while (this.#asked && !this.isCaughtUp) {
      const entry = this.#start.entries[this.entries.length]!;
      if (!this.#fits(entry, this.#asked)) {
        throw new RecordError(
          `Cannot replay entry ${this.entries.length} of ${this.#events.kind.name}: the rules did not offer it`,
        );
      }
      this.#apply(entry, this.#asked);
    }
  }

  #fits(entry: Entry, { question, pending }: Asked): boolean {
    if ("left" in entry) return !this.#left.has(entry.player);
    const one = pending.get(entry.player);
    return question.move === entry.move && one !== undefined &&
      one.choices.includes(entry.value);
  }

  #consult(one: Consultation): void {
    const { player, choices } = one;
    const asked = this.#asked;
    if (this.#stopped || asked?.pending.get(player) !== one) return;
    one.ask(
      this.#controllers[player]!,
      {
        ...this.#events.stage.view(player),
        player,
        turn: this.#turn,
        move: asked.question.move,
        choices,
      },
      this.#options.moveTimeout ?? 60_000,
    );
  }

  /** Does without a player who took too long, went away, or talks nonsense. */
  #giveUp(one: Consultation, late: boolean): void {
    const { player, choices } = one;
    const { whenLate = "leave", substitute } = this.#options;
    if (this.#asked?.pending.get(player) !== one) return;
    one.settle();
    if (whenLate === "robot" && !one.substituted) {
      one.substituted = true;
      one.refusals = 0;
      this.reseat(
        player,
        substitute?.(player) ?? robot("ralph", this.#events.kind),
      );
    } else if (whenLate === "default") {
      this.propose({ pending: one, value: choices.otherwise, timedOut: true });
    } else {
      this.propose({ leaves: player, timedOut: late });
    }
  }

  propose(proposal: Proposal): void {
    if (this.#stopped) return;
    this.#inbox.push(proposal);
    this.#pump();
  }

  /** Does what was proposed, one thing after the other, while a question is open. */
  #pump(): void {
    if (this.#busy) return;
    this.#busy = true;
    try {
      while (this.#asked && this.#inbox.length > 0) {
        const asked = this.#asked;
        const entry = this.#judge(this.#inbox.shift()!, asked);
        if (entry === undefined) continue;
        const kept = this.#options.onEntry?.(entry, this.entries.length);
        if (kept) return this.#applyAfter(kept, entry, asked);
        this.#apply(entry, asked);
      }
      this.#busy = false;
    } catch (error) {
      this.#events.failed(error);
    }
  }

  #applyAfter(kept: Promise<void>, entry: Entry, asked: Asked): void {
    kept.then(() => {
      if (this.#stopped) return;
      this.#apply(entry, asked);
      this.#busy = false;
      this.#pump();
    }).catch((error) => this.#events.failed(error));
  }

  /** Makes an entry of what somebody wants to do, or refuses it. */
  #judge(proposal: Proposal, asked: Asked): Entry | undefined {
    const late = proposal.timedOut ? { timedOut: true } as const : {};
    if ("leaves" in proposal) {
      const { leaves: player } = proposal;
      if (this.#left.has(player)) return undefined;
      return { player, left: true, ...late };
    }
    const { pending, value } = proposal;
    const { player, choices } = pending;
    if (asked.pending.get(player) !== pending) return undefined;
    const { move } = asked.question;
    if (choices.includes(value)) return { player, move, value, ...late };
    const error = new IllegalMoveError(
      `Cannot ${move}: the choice is not offered`,
    );
    pending.refusals++;
    try {
      this.#controllers[player]!.refused?.(error);
    } catch {
      // It will be asked again, and may do better.
    }
    const { maxRefusals = 3 } = this.#options;
    if (pending.refusals >= maxRefusals) this.#giveUp(pending, false);
    else this.#consult(pending);
    return undefined;
  }

  #apply(entry: Entry, asked: Asked): void {
    this.entries.push(entry);
    const { player } = entry;
    const timedOut = entry.timedOut === true;
    if ("left" in entry) {
      this.#left.add(player);
      this.#announce("all", { type: "left", player, timedOut });
      if (this.#events.kind.leaving !== "goes-on") {
        this.#asked = undefined;
        for (const one of asked.pending.values()) one.settle();
        asked.reject(new Interruption("left", player));
        return;
      }
      this.#answerFor(player);
    } else {
      const { move, value } = entry;
      if (timedOut) this.#announce("all", { type: "timed-out", player, move });
      this.#answer(player, value, asked);
    }
    if (asked.pending.size === 0) this.#answered(asked);
  }

  /** Moves for one who left a game that goes on without them. */
  #answerFor(player: number): void {
    const asked = this.#asked;
    const pending = asked?.pending.get(player);
    if (asked && pending) {
      this.#answer(player, pending.choices.otherwise, asked);
    }
  }

  #answer(player: number, value: Choice, asked: Asked): void {
    const { question: { move, secret }, pending, answers } = asked;
    pending.get(player)!.settle();
    pending.delete(player);
    answers.set(player, value);
    if (!secret) this.#announce("all", { type: "moved", player, move, value });
  }

  #answered(asked: Asked): void {
    this.#asked = undefined;
    asked.resolve(asked.answers);
  }

  #announce(to: "all" | number, message: TableMessage): void {
    this.#events.stage.announce({ to, step: this.entries.length, message });
  }

  /** Gives a seat to another controller. */
  reseat(player: number, controller: Controller): void {
    this.#controllers[player] = controller;
    const pending = this.#asked?.pending.get(player);
    if (pending && this.isCaughtUp) this.#consult(pending);
  }

  /** Takes no more proposals, and waits for nobody. */
  stop(): void {
    this.#stopped = true;
    this.#inbox.length = 0;
    for (const one of this.#asked?.pending.values() ?? []) one.settle();
  }
}
