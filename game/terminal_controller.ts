// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { LineReader } from "./_line_reader.ts";
import type { Announcement } from "./announcement.ts";
import type { Choice, Choices } from "./choices.ts";
import type { Controller, Turn } from "./controller.ts";
import { ControllerGoneError } from "./errors.ts";
import type { AnyGameKind } from "./game_kind.ts";
import { askTurn, labelOf, speechFor, tellAnnouncement } from "./speech.ts";

/** Where a person at a terminal reads and writes. */
export interface TerminalStreams {
  /** What they type. */
  readonly input: ReadableStream<Uint8Array>;
  /** What they read. */
  readonly output: WritableStream<Uint8Array>;
}

/** What the seat of a person at a terminal is about. */
export interface TerminalOptions extends TerminalStreams {
  /** The game. */
  readonly kind: AnyGameKind;
  /** The names of all players. */
  readonly names: readonly string[];
  /** Which of them it is, from 0. */
  readonly player: number;
}

/**
 * A person at a terminal: reads what happens in words, and types the number or
 * the name of a choice, `?` for the rules, or `quit`.
 *
 * @example Usage
 * ```ts
 * import { playGame, robot, rockPaperScissors, TerminalController } from "@tpd2/tpd2/game";
 * import { assertEquals, assertStringIncludes } from "@std/assert";
 *
 * const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
 * const shown = new Response(readable).text();
 * const ann = new TerminalController({
 *   kind: rockPaperScissors, names: ["Ann", "Nelson"], player: 0,
 *   input: new Blob(["paper\n"]).stream(), output: writable,
 * });
 * const nelson = robot("nelson", rockPaperScissors);
 * const { outcome } = await playGame(rockPaperScissors, [ann, nelson]);
 * await ann.close();
 * assertEquals(outcome.winner, 0);
 * assertStringIncludes(await shown, "You win the game.");
 * ```
 */
export class TerminalController implements Controller {
  /** The player's name. */
  readonly name: string;
  readonly #options: TerminalOptions;
  readonly #lines: LineReader;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #encoder: TextEncoder = new TextEncoder();
  #hasQuit = false;

  /**
   * Seats the person.
   *
   * @param options The game and the streams.
   */
  constructor(options: TerminalOptions) {
    this.name = options.names[options.player] ?? "You";
    this.#options = options;
    this.#lines = new LineReader(options.input);
    this.#writer = options.output.getWriter();
  }

  /** Whether the person quit or their input ended. */
  get hasQuit(): boolean {
    return this.#hasQuit;
  }

  /**
   * Asks the person until they type what can be chosen.
   *
   * @param turn What is asked.
   * @returns The choice.
   * @throws {ControllerGoneError} If they quit.
   */
  async choose(turn: Turn): Promise<Choice> {
    const { kind, names, player } = this.#options;
    const speech = speechFor(names, player);
    this.print(`\n${askTurn(kind, turn, speech)}\n`);
    while (true) {
      this.print(`${prompt(kind, turn)} `);
      const line = await this.#lines.next().catch(() => "");
      const typed = line?.trim().toLowerCase();
      if (typed === undefined || typed === "quit" || typed === "q") {
        this.#hasQuit = true;
        this.print("\n");
        throw new ControllerGoneError("Cannot go on: the player quit");
      }
      if (typed === "?") {
        this.print(`\n${kind.rules}\n\n${askTurn(kind, turn, speech)}\n`);
        continue;
      }
      const value = parseChoice(kind, turn, typed);
      if (value !== undefined) return value;
      this.print(
        "That is none of them. Type ? for the rules, quit to leave.\n",
      );
    }
  }

  /**
   * Prints what happens, in words.
   *
   * @param announcement What was said.
   */
  hear(announcement: Announcement): void {
    const { kind, names, player } = this.#options;
    const speech = speechFor(names, player);
    const text = tellAnnouncement(kind, announcement, speech);
    if (text !== undefined) this.print(`${text}\n`);
  }

  /**
   * Prints a text.
   *
   * @param text The text.
   */
  print(text: string): void {
    // Where nobody reads any more, nobody is missing anything.
    this.#writer.write(this.#encoder.encode(text)).catch(() => {});
  }

  /** Lets go of the streams, when everything is written. */
  async close(): Promise<void> {
    await this.#lines.cancel();
    await this.#writer.close().catch(() => {});
  }
}

function listOf(choices: Choices): Choice[] {
  return Array.from({ length: choices.count }, (_, i) => choices.at(i));
}

function prompt(kind: AnyGameKind, { choices, move }: Turn): string {
  const description = choices.describe();
  if (description.type === "boolean") return "[y/n]";
  if (description.type === "integer") {
    const { from, to, step } = description;
    return `[${from} to ${to}${step === 1 ? "" : ` in steps of ${step}`}]`;
  }
  const listed = listOf(choices).map((value, i) =>
    `  ${i + 1}) ${labelOf(kind, value, move)}\n`
  );
  return `${listed.join("")}[1-${choices.count}]`;
}

/** What was typed: a number of the list, the choice itself, or its label. */
function parseChoice(
  kind: AnyGameKind,
  { choices, move }: Turn,
  typed: string,
): Choice | undefined {
  if (typed === "") return undefined;
  const { type } = choices.describe();
  if (type === "boolean") {
    if (/^y(?:es)?$/.test(typed)) return true;
    return /^no?$/.test(typed) ? false : undefined;
  }
  if (type === "integer") {
    const value = /^-?\d{1,15}$/.test(typed) ? Number(typed) : undefined;
    return choices.includes(value) ? value : undefined;
  }
  const values = listOf(choices);
  const exact = values.find((value) =>
    String(value).toLowerCase() === typed ||
    labelOf(kind, value, move).toLowerCase() === typed
  );
  if (exact !== undefined) return exact;
  return /^\d{1,3}$/.test(typed) ? values[Number(typed) - 1] : undefined;
}
