// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Clock } from "../net/clock.ts";
import { refuseIfOneOfMany } from "../http/one_of_many.ts";
import { FrameRecord, recordOf } from "./_frame_record.ts";
import { hashSecret, isSecret, randomSecret } from "./_secret.ts";
import { VisitorRecord, visitorRecordOf } from "./_visitor_record.ts";
import type { Frame } from "./frame.ts";
import type { Revival } from "./revival.ts";
import type { Site } from "./site.ts";
import type { Visitor } from "./visitor.ts";
import type { VisitorLimits } from "./visitor_options.ts";

/** How much a site remembers at the moment. */
export interface FrameStats {
  /** How many visitors it knows. */
  readonly visitors: number;
  /** How many of them ever did anything but look. */
  readonly acted: number;
  /** How many frames there are. */
  readonly frames: number;
}

/** How often at most the store looks for what has expired, in milliseconds. */
const SWEEP_INTERVAL = 5000;

/** How many visitors who are logged in, or have a live connection, are passed over to find one who is not. */
const MAX_PASSED = 64;

/**
 * The visitors and frames of one site, in memory and bounded: {@linkcode Site.frames}.
 *
 * Nothing here waits: what has expired is found when the store is used, at most
 * every five seconds, or when {@linkcode FrameStore.sweep} is called.
 *
 * @example Usage
 * ```ts
 * import { site } from "@tpd2/tpd2/page";
 * import { TestBrowser } from "@tpd2/tpd2/page/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const example = site();
 * example.page("/", () => "Nobody is remembered for looking at this");
 * example.page("/tab", (_values, { frame }) => `This is tab ${frame.tab}`);
 *
 * const browser = new TestBrowser(example);
 * await browser.open("/");
 * assertEquals(example.frames.stats().visitors, 0);
 * await browser.open("/tab");
 * assertEquals(example.frames.stats(), { visitors: 1, acted: 0, frames: 1 });
 * ```
 */
export class FrameStore {
  readonly #site: Site;
  readonly #clock: Clock;
  readonly #limits: VisitorLimits;
  readonly #prefix: string;
  readonly #onError: (error: unknown) => void;
  readonly #bySecret = new Map<string, VisitorRecord>();
  /** Both in the order of their last use. Those who only looked go first. */
  readonly #lookers = new Set<VisitorRecord>();
  readonly #actors = new Set<VisitorRecord>();
  readonly #frames = new Set<FrameRecord>();
  readonly #touchFrame = (record: FrameRecord): void => this.#useFrame(record);
  #nextSweep = 0;

  /**
   * Made by sites only.
   *
   * @param site The site.
   * @param options Its clock, its limits, where its endpoints are, and who is told when a hook fails.
   */
  constructor(
    site: Site,
    options: {
      clock: Clock;
      limits: VisitorLimits;
      prefix: string;
      onError: (error: unknown) => void;
    },
  ) {
    this.#site = site;
    this.#clock = options.clock;
    this.#limits = options.limits;
    this.#prefix = options.prefix;
    this.#onError = options.onError;
  }

  /** How much there is. */
  stats(): FrameStats {
    return {
      visitors: this.#bySecret.size,
      acted: this.#actors.size,
      frames: this.#frames.size,
    };
  }

  /**
   * The visitor with that secret, who is now taken to be here.
   *
   * @param secret What the visitor's cookie says.
   * @returns The visitor, or `null`.
   */
  find(secret: string): Visitor | null {
    this.#sweepSometimes();
    const record = this.#bySecret.get(secret);
    if (record === undefined) return null;
    if (this.#isOver(record)) {
      this.#forget(record);
      return null;
    }
    this.#use(record);
    return record.visitor;
  }

  /**
   * Makes a visitor. Someone else may have to be forgotten for that.
   *
   * @returns The visitor.
   */
  createVisitor(): Visitor {
    refuseIfOneOfMany("remember a visitor");
    return this.#add(new VisitorRecord(this.#clock.now()));
  }

  /**
   * Brings a visitor back that was remembered elsewhere. It counts as one that acted.
   *
   * @param secret What the visitor's cookie says.
   * @param revival Gives it back what it had. If that throws, nobody is brought back.
   * @returns The visitor; one that is here already is left as it is.
   * @throws {TypeError} If the secret is none of ours.
   */
  revive(secret: string, revival: Revival): Visitor {
    if (!isSecret(secret)) {
      throw new TypeError("Cannot revive a visitor: the secret is malformed");
    }
    const known = this.find(secret);
    if (known !== null) return known;
    const record = new VisitorRecord(this.#clock.now(), secret);
    revival(record.visitor);
    // The tabs of before are still open: no new one may have the number of one of them.
    record.lastTab = 1000 + Math.floor(Math.random() * 1e8);
    const visitor = this.#add(record);
    this.noteAction(visitor);
    return visitor;
  }

  /**
   * The frame of a visitor's tab, which is now taken to be used.
   *
   * @param visitor The visitor.
   * @param tab The number of the tab.
   * @returns The frame, or `null` where it has ended or never was.
   */
  findFrame(visitor: Visitor, tab: number): Frame | null {
    const record = visitorRecordOf(visitor).frames.get(tab);
    if (record === undefined) return null;
    if (this.#isFrameOver(record)) {
      this.#end(record);
      return null;
    }
    this.#useFrame(record);
    return record.frame;
  }

  /**
   * Makes a frame. The least used one of the visitor may have to end for that.
   *
   * @param visitor The visitor.
   * @returns The frame.
   */
  createFrame(visitor: Visitor): Frame {
    const owner = visitorRecordOf(visitor);
    while (owner.frames.size >= this.#limits.maxFrames) {
      this.#end(leastUsed(owner.frames.values()));
    }
    const record = new FrameRecord(
      { visitor, tab: ++owner.lastTab, site: this.#site },
      {
        clock: this.#clock,
        limits: this.#limits,
        prefix: this.#prefix,
        touch: this.#touchFrame,
      },
    );
    if (owner.isForgotten) {
      // Whom nobody knows has no frames that anybody could come back to.
      record.destroy(this.#onError);
      return record.frame;
    }
    owner.frames.set(record.tab, record);
    this.#frames.add(record);
    return record.frame;
  }

  /**
   * The frames of a visitor, the one that was used last at the end.
   *
   * @param visitor The visitor.
   * @returns The frames.
   */
  framesOf(visitor: Visitor): Frame[] {
    return [...visitorRecordOf(visitor).frames.values()]
      .filter((record) => !this.#isFrameOver(record))
      .map((record) => record.frame);
  }

  /**
   * What the visitor's cookie has to say from now on.
   *
   * @param visitor The visitor.
   * @returns The secret.
   */
  secretOf(visitor: Visitor): string {
    return visitorRecordOf(visitor).secret;
  }

  /**
   * By what a visitor is known where it is remembered for longer than here, see
   * the option `revive` of sites. It changes when the visitor logs in or out.
   *
   * @param visitor The visitor.
   * @returns The SHA-256 of the secret, in lower-case hexadecimal.
   */
  hashOf(visitor: Visitor): Promise<string> {
    return hashSecret(this.secretOf(visitor));
  }

  /**
   * Notes that a visitor did something, and so is worth more than who only looks.
   *
   * @param visitor The visitor.
   */
  noteAction(visitor: Visitor): void {
    const record = visitorRecordOf(visitor);
    if (record.isForgotten || record.hasActed) return;
    record.hasActed = true;
    this.#lookers.delete(record);
    this.#actors.add(record);
  }

  /**
   * Logs a visitor in or out. The secret changes, so that who knew the one
   * before gains nothing, and all frames end: every tab begins anew.
   *
   * @param visitor The visitor.
   * @param account The account; `null` to log out.
   */
  changeAccount(visitor: Visitor, account: string | null): void {
    const record = visitorRecordOf(visitor);
    record.account = account;
    const before = record.secret;
    record.secret = randomSecret();
    if (!record.isForgotten) {
      this.#bySecret.delete(before);
      this.#bySecret.set(record.secret, record);
    }
    for (const frame of [...record.frames.values()]) this.#end(frame);
    record.changed();
  }

  /**
   * Ends a frame.
   *
   * @param frame The frame.
   */
  destroyFrame(frame: Frame): void {
    this.#end(recordOf(frame));
  }

  /**
   * Forgets a visitor.
   *
   * @param visitor The visitor.
   */
  forget(visitor: Visitor): void {
    this.#forget(visitorRecordOf(visitor));
  }

  /** Ends and forgets what has expired. */
  sweep(): void {
    this.#nextSweep = this.#clock.now() + SWEEP_INTERVAL;
    for (const record of this.#frames) {
      if (this.#isFrameOver(record)) this.#end(record);
    }
    for (const visitors of [this.#lookers, this.#actors]) {
      for (const record of visitors) {
        if (this.#isOver(record)) this.#forget(record);
      }
    }
  }

  /** Ends and forgets everything. */
  clear(): void {
    for (const record of [...this.#bySecret.values()]) this.#forget(record);
  }

  #add(record: VisitorRecord): Visitor {
    this.#sweepSometimes();
    while (this.#bySecret.size >= this.#limits.maxVisitors) {
      this.#forget(this.#leastWanted());
    }
    this.#bySecret.set(record.secret, record);
    this.#lookers.add(record);
    return record.visitor;
  }

  #sweepSometimes(): void {
    if (this.#clock.now() >= this.#nextSweep) this.sweep();
  }

  #isFrameOver(record: FrameRecord): boolean {
    const now = this.#clock.now();
    return now - record.created >= this.#limits.frameLifetime ||
      record.holds === 0 && now - record.used >= this.#limits.frameIdle;
  }

  #isOver(record: VisitorRecord): boolean {
    const now = this.#clock.now();
    return now - record.created >= this.#limits.visitorLifetime ||
      now - record.used >= this.#limits.visitorIdle && !record.isHeld;
  }

  #use(record: VisitorRecord): void {
    record.used = this.#clock.now();
    const visitors = record.hasActed ? this.#actors : this.#lookers;
    visitors.delete(record);
    visitors.add(record);
  }

  #useFrame(record: FrameRecord): void {
    record.used = this.#clock.now();
    const { frames } = visitorRecordOf(record.visitor);
    frames.delete(record.tab);
    frames.set(record.tab, record);
    this.#use(visitorRecordOf(record.visitor));
  }

  #end(record: FrameRecord): void {
    visitorRecordOf(record.visitor).frames.delete(record.tab);
    this.#frames.delete(record);
    record.destroy(this.#onError);
  }

  #forget(record: VisitorRecord): void {
    record.isForgotten = true;
    this.#bySecret.delete(record.secret);
    this.#lookers.delete(record);
    this.#actors.delete(record);
    for (const frame of [...record.frames.values()]) this.#end(frame);
    record.changed();
  }

  #leastWanted(): VisitorRecord {
    for (const visitors of [this.#lookers, this.#actors]) {
      let oldest: VisitorRecord | undefined;
      let passed = 0;
      for (const record of visitors) {
        if (record.account === null && !record.isHeld) return record;
        oldest ??= record;
        if (++passed === MAX_PASSED) break;
      }
      if (oldest !== undefined) return oldest;
    }
    throw new TypeError("Cannot forget anyone: there is no visitor");
  }
}

/** The one that ends first when there are too many: not one that is looked at. */
function leastUsed(frames: Iterable<FrameRecord>): FrameRecord {
  let found: FrameRecord | undefined;
  for (const record of frames) {
    if (record.holds === 0) return record;
    found ??= record;
  }
  return found!;
}
