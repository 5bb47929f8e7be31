// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { LineReader } from "./_line_reader.ts";
import type { Announcement } from "./announcement.ts";
import {
  type Choice,
  type ChoicesDescription,
  choicesFrom,
} from "./choices.ts";
import type { Controller, Turn } from "./controller.ts";
import { ControllerGoneError, type IllegalMoveError } from "./errors.ts";

/** The two directions of a player elsewhere: a child process, a socket. */
export interface PlayerStreams {
  /** What the player sends. */
  readonly readable: ReadableStream<Uint8Array>;
  /** What the player is sent. */
  readonly writable: WritableStream<Uint8Array>;
}

/** Bounds on a player elsewhere. */
export interface StreamControllerOptions {
  /**
   * The longest line that is read, in characters.
   *
   * @default {1000}
   */
  readonly maxLineLength?: number;
  /**
   * How many lines may wait until the player reads them.
   *
   * @default {10000}
   */
  readonly maxWaitingLines?: number;
}

/**
 * A player elsewhere, in a process that speaks JSON, one value a line.
 *
 * It is sent `{"type":"turn","turn":3,"move":"accept","choices":{...},...}` with
 * what it can see, and answers `{"turn":3,"value":true}`. It is also sent
 * `{"type":"announcement","announcement":{...}}` for what it is to know, and
 * `{"type":"refused","message":"..."}` for a choice that was not offered. An
 * answer to an earlier turn is passed over; what is no JSON ends the
 * connection.
 *
 * @example Usage
 * ```ts
 * import { playGame, robot, rockPaperScissors, servePlayer, StreamController } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const there = new TransformStream<Uint8Array, Uint8Array>();
 * const back = new TransformStream<Uint8Array, Uint8Array>();
 * const nelson = robot("nelson", rockPaperScissors);
 * const served = servePlayer(nelson, { readable: there.readable, writable: back.writable });
 *
 * const remote = new StreamController("Remote", { readable: back.readable, writable: there.writable });
 * const { outcome } = await playGame(rockPaperScissors, [nelson, remote]);
 * assertEquals(outcome.winner, undefined);
 * await remote.close();
 * await served;
 * ```
 */
export class StreamController implements Controller {
  /** The player's name. */
  readonly name: string;
  readonly #lines: LineReader;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #maxWaiting: number;
  readonly #encoder: TextEncoder = new TextEncoder();
  #waiting = 0;
  #asked: { turn: number; answer: PromiseWithResolvers<Choice> } | undefined;
  #reading: Promise<void> | undefined;
  #gone: ControllerGoneError | undefined;

  /**
   * Connects the player.
   *
   * @param name The player's name.
   * @param streams The two directions.
   * @param options Bounds.
   */
  constructor(
    name: string,
    streams: PlayerStreams,
    options: StreamControllerOptions = {},
  ) {
    const { maxLineLength: maxLength = 1000, maxWaitingLines = 10_000 } =
      options;
    this.name = name;
    this.#lines = new LineReader(streams.readable, { maxLength });
    this.#writer = streams.writable.getWriter();
    this.#maxWaiting = maxWaitingLines;
  }

  /**
   * Sends the question and waits for its answer.
   *
   * @param turn What is asked.
   * @param signal Ends the wait.
   * @returns The choice.
   * @throws {ControllerGoneError} If the player ended, or talks nonsense.
   */
  choose(turn: Turn, signal: AbortSignal): Promise<Choice> {
    if (this.#gone) return Promise.reject(this.#gone);
    const asked = { turn: turn.turn, answer: Promise.withResolvers<Choice>() };
    this.#asked = asked;
    signal.addEventListener("abort", () => {
      if (this.#asked === asked) this.#asked = undefined;
    }, { once: true });
    this.#send({
      type: "turn",
      ...turn,
      choices: turn.choices.describe(),
    });
    this.#reading ??= this.#read();
    return asked.answer.promise;
  }

  /**
   * Sends what the player is to know.
   *
   * @param announcement What was said.
   */
  hear(announcement: Announcement): void {
    this.#send({ type: "announcement", announcement });
  }

  /**
   * Sends why a choice was refused.
   *
   * @param error Why.
   */
  refused(error: IllegalMoveError): void {
    this.#send({ type: "refused", message: error.message });
  }

  /** Ends the connection. */
  async close(): Promise<void> {
    this.#leave("it was closed");
    await this.#writer.close().catch(() => {});
    await this.#lines.cancel();
    await this.#reading;
  }

  #send(value: unknown): void {
    if (this.#gone) return;
    if (this.#waiting >= this.#maxWaiting) {
      return this.#leave("it does not read what it is sent");
    }
    this.#waiting++;
    this.#writer.write(this.#encoder.encode(`${JSON.stringify(value)}\n`)).then(
      () => void this.#waiting--,
      () => this.#leave("its input is closed"),
    );
  }

  async #read(): Promise<void> {
    try {
      while (!this.#gone) {
        const line = await this.#lines.next();
        if (line === undefined) return this.#leave("it ended");
        const { turn, value } = parseAnswer(line);
        const asked = this.#asked;
        if (asked?.turn !== turn) continue;
        this.#asked = undefined;
        // The table checks it against the choices.
        asked!.answer.resolve(value as Choice);
      }
    } catch {
      this.#leave("it sent what is no answer");
    }
  }

  #leave(reason: string): void {
    this.#gone ??= new ControllerGoneError(
      `Cannot play as ${this.name}: ${reason}`,
    );
    this.#asked?.answer.reject(this.#gone);
    this.#asked = undefined;
  }
}

function parseAnswer(line: string): { turn: unknown; value: unknown } {
  const parsed: unknown = JSON.parse(line);
  if (typeof parsed !== "object" || parsed === null) {
    throw new SyntaxError("Cannot read answer: it is no object");
  }
  const { turn, value } = parsed as Record<string, unknown>;
  return { turn, value };
}

/**
 * Plays for a {@linkcode StreamController} at the other end: reads what is
 * asked, lets a controller choose, and writes its answers, until the input
 * ends or nobody reads them any more.
 *
 * @param controller Who plays.
 * @param streams The two directions, seen from here.
 * @param options Bounds.
 * @throws {SyntaxError} If the input is no JSON.
 *
 * @example Usage
 * ```ts
 * import { robot, rockPaperScissors, servePlayer } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const question = {
 *   type: "turn", turn: 1, player: 0, move: "select", names: [], coins: [], table: {},
 *   hand: {}, choices: { type: "one-of", values: ["rock", "paper", "scissors"] },
 * };
 * const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
 * const input = new Blob([JSON.stringify(question)]).stream();
 * const served = servePlayer(robot("nelson", rockPaperScissors), { readable: input, writable });
 * assertEquals(await new Response(readable).json(), { turn: 1, value: "rock" });
 * await served;
 * ```
 */
export async function servePlayer(
  controller: Controller,
  streams: PlayerStreams,
  options: StreamControllerOptions = {},
): Promise<void> {
  // What one is asked is longer than what one answers.
  const { maxLineLength: maxLength = 1_000_000 } = options;
  const lines = new LineReader(streams.readable, { maxLength });
  const writer = streams.writable.getWriter();
  const encoder = new TextEncoder();
  const { signal } = new AbortController();
  while (true) {
    const line = await lines.next();
    if (line === undefined) break;
    const { type, choices, announcement, ...turn } = JSON.parse(line);
    if (type === "announcement") controller.hear?.(announcement);
    if (type !== "turn") continue;
    const offered = choicesFrom(choices as ChoicesDescription);
    const value = await controller.choose(
      { ...turn, choices: offered } as Turn,
      signal,
    );
    const answer = JSON.stringify({ turn: turn.turn, value });
    try {
      await writer.write(encoder.encode(`${answer}\n`));
    } catch {
      break;
    }
  }
  // Who has read enough may have closed it already.
  await writer.close().catch(() => {});
  await lines.cancel();
}
