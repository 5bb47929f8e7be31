// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Site } from "./site.ts";
import { type Variable, Variables } from "./variable.ts";
import type { Visitor } from "./visitor.ts";

/** What a store knows of a frame, and a {@linkcode Frame} tells. */
export interface FrameState {
  /** What the frame is called in the program: 128 random bits. */
  readonly id: string;
  /** The number of the tab among those of the visitor; no secret. */
  readonly tab: number;
  /** Whose tab it is. */
  readonly visitor: Visitor;
  /** The site that made it. */
  readonly site: Site;
  /** The path and query of the page that the tab shows. */
  readonly location: string;
  /** Whether it has ended. */
  readonly isDestroyed: boolean;
  /** Keeps it alive; returns what lets it go. */
  hold(): () => void;
  /** Calls a function when it ends; returns what takes that back. */
  onDestroy(hook: (frame: Frame) => void): () => void;
}

/**
 * One tab of a visitor: what the page in it shows and remembers. Sites make
 * frames when a page asks for one, see {@linkcode PageContext.frame}.
 *
 * @example Usage
 * ```ts
 * import { actionButton, site, Variable } from "@tpd2/tpd2/page";
 * import { p } from "@tpd2/tpd2/ml";
 * import { TestBrowser } from "@tpd2/tpd2/page/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const presses = new Variable("presses", 0);
 * const example = site();
 * example.page("/", (_values, { frame }) => [
 *   p({ id: "count" }, frame.get(presses)),
 *   actionButton("Press", () => frame.set(presses, frame.get(presses) + 1)),
 * ]);
 *
 * const browser = new TestBrowser(example);
 * const [first, second] = [await browser.open("/"), await browser.open("/")];
 * await first.press("Press");
 * assertEquals([first.textOf("count"), second.textOf("count")], ["1", "0"]);
 * ```
 */
export class Frame {
  readonly #state: FrameState;
  readonly #variables = new Variables();

  /**
   * Made by sites only.
   *
   * @param state What the site's store knows.
   */
  constructor(state: FrameState) {
    this.#state = state;
  }

  /** What the frame is called in the program: 128 random bits, never sent. */
  get id(): string {
    return this.#state.id;
  }

  /** The number of the tab among those of the visitor; no secret. */
  get tab(): number {
    return this.#state.tab;
  }

  /** Whose tab it is. */
  get visitor(): Visitor {
    return this.#state.visitor;
  }

  /** The site that made it. */
  get site(): Site {
    return this.#state.site;
  }

  /** The path and query of the page that the tab shows, without the tab's number. */
  get location(): string {
    return this.#state.location;
  }

  /** Whether it has ended: nothing that is bound to it works any more. */
  get isDestroyed(): boolean {
    return this.#state.isDestroyed;
  }

  /**
   * A value that lasts as long as the tab does.
   *
   * @typeParam T The type of the value.
   * @param key Its key.
   * @returns The value, or the initial one.
   */
  get<T>(key: Variable<T>): T {
    return this.#variables.get(key);
  }

  /**
   * Sets a value that lasts as long as the tab does.
   *
   * @typeParam T The type of the value.
   * @param key Its key.
   * @param value The value.
   */
  set<T>(key: Variable<T>, value: T): void {
    this.#variables.set(key, value);
  }

  /**
   * Calls a function once, when the frame ends: it was idle for too long, others
   * took its place, the visitor logged in or out, or the site was closed. At
   * once if it has ended already.
   *
   * @param hook What to call.
   * @returns What takes that back.
   */
  onDestroy(hook: (frame: Frame) => void): () => void {
    return this.#state.onDestroy(hook);
  }

  /**
   * Keeps the frame alive while something looks at it: a live connection.
   *
   * @returns What lets it go; the time that it may be idle begins then. Further calls do nothing.
   */
  hold(): () => void {
    return this.#state.hold();
  }
}
