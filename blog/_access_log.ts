// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { ExchangeRecord } from "../http/mod.ts";
import { type Clock, systemClock, type TimerHandle } from "../net/mod.ts";

/** How many characters of what a client sent stand in a line at most. */
const MAX_TEXT = 2000;

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/**
 * Writes an exchange as web servers do, in the "combined" format: who, when, what,
 * which status, by which program; and at the end, how many seconds it took. What
 * is not known (user, size, referrer) is a hyphen.
 *
 * @param record What became of the exchange.
 * @returns One line, without its end.
 */
export function combinedLine(record: ExchangeRecord): string {
  const { remoteAddress, startedAt, method, target, status } = record;
  const date = new Date(startedAt).toISOString();
  const [year, month, day] = date.slice(0, 10).split("-");
  const time = `${day}/${MONTHS[Number(month) - 1]}/${year}:${
    date.slice(11, 19)
  } +0000`;
  const agent = record.userAgent === null ? "-" : quoted(record.userAgent);
  const seconds = (record.duration / 1000).toFixed(3);
  return `${remoteAddress} - - [${time}] "${quoted(method)} ${
    quoted(target)
  } HTTP/1.1" ${status} - "-" "${agent}" ${seconds}`;
}

/**
 * Writes an exchange as one line of JSON.
 *
 * @param record What became of the exchange.
 * @returns The line, without its end.
 */
export function jsonLine(record: ExchangeRecord): string {
  const { id, startedAt, duration, remoteAddress, method, status } = record;
  return JSON.stringify({
    time: new Date(startedAt).toISOString(),
    id,
    remoteAddress,
    method,
    host: record.authority.slice(0, MAX_TEXT),
    target: record.target.slice(0, MAX_TEXT),
    status,
    duration: Math.round(duration * 1000) / 1000,
    userAgent: record.userAgent?.slice(0, MAX_TEXT) ?? null,
  });
}

/** What a client sent, so that it can neither end a line nor a quotation. */
function quoted(text: string): string {
  return text.slice(0, MAX_TEXT).replace(
    // deno-lint-ignore no-control-regex
    /["\\\x00-\x1f\x7f-\x9f]/g,
    (char) =>
      `\\x${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
}

/** Options of {@linkcode AccessLog}. */
export interface AccessLogOptions {
  /** Writes some whole lines. What it throws is told once, until it works again. */
  write: (text: string) => Promise<void>;
  /** Told what keeps lines from being written, in a sentence. */
  say: (sentence: string) => void;
  /**
   * How a line is written.
   *
   * @default {combinedLine}
   */
  line?: (record: ExchangeRecord) => string;
  /**
   * How long lines are gathered, in milliseconds.
   *
   * @default {200}
   */
  delay?: number;
  /**
   * How many characters may wait. Lines beyond are dropped and counted.
   *
   * @default {1048576}
   */
  maxWaiting?: number;
  /**
   * Where time comes from.
   *
   * @default {systemClock}
   */
  clock?: Clock;
}

/** Writes a line for each exchange: many at once, a little later, and never more than it can hold. */
export class AccessLog {
  readonly #write: (text: string) => Promise<void>;
  readonly #say: (sentence: string) => void;
  readonly #line: (record: ExchangeRecord) => string;
  readonly #delay: number;
  readonly #maxWaiting: number;
  readonly #clock: Clock;
  #waiting = "";
  #dropped = 0;
  #failed = false;
  #timer: TimerHandle | null = null;
  #writing: Promise<void> | null = null;

  /**
   * Writes nothing yet.
   *
   * @param options Where to, and how.
   */
  constructor(options: AccessLogOptions) {
    this.#write = options.write;
    this.#say = options.say;
    this.#line = options.line ?? combinedLine;
    this.#delay = options.delay ?? 200;
    this.#maxWaiting = options.maxWaiting ?? 1024 * 1024;
    this.#clock = options.clock ?? systemClock;
  }

  /** Takes note of an exchange that is over. */
  add(record: ExchangeRecord): void {
    const line = this.#line(record);
    if (this.#waiting.length + line.length > this.#maxWaiting) {
      this.#dropped++;
      return;
    }
    this.#waiting += `${line}\n`;
    this.#arm();
  }

  /** Writes what is left. */
  async close(): Promise<void> {
    if (this.#timer !== null) this.#clock.clearTimer(this.#timer);
    this.#timer = null;
    await this.#writing;
    await this.#flush();
  }

  #arm(): void {
    if (this.#timer !== null || this.#writing !== null) return;
    this.#timer = this.#clock.setTimer(() => {
      this.#timer = null;
      this.#writing = this.#flush().finally(() => {
        this.#writing = null;
        if (this.#waiting !== "") this.#arm();
      });
    }, this.#delay);
  }

  async #flush(): Promise<void> {
    const text = this.#waiting;
    if (text === "") return;
    this.#waiting = "";
    const dropped = this.#dropped;
    this.#dropped = 0;
    if (dropped > 0) {
      this.#say(`Cannot log ${dropped} requests: too many wait to be written`);
    }
    try {
      await this.#write(text);
      this.#failed = false;
    } catch (error) {
      if (this.#failed) return;
      this.#failed = true;
      this.#say(
        `Cannot log requests: ${
          error instanceof Error ? error.message : String(error)
        }`,
      );
    }
  }
}
