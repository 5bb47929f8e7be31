// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Child } from "../ml/mod.ts";
import type { ChannelElement } from "./_channel_element.ts";
import { Channel, type ChannelOptions } from "./channel.ts";
import { type Operation, replaceContent, setTitle } from "./fragment.ts";
import type { Frame } from "./frame.ts";

export type { ChannelElement } from "./_channel_element.ts";

/** Options of {@linkcode stateChannel}. */
export interface StateChannelOptions extends ChannelOptions {
  /**
   * What the channel's element is.
   *
   * @default {"div"}
   */
  element?: ChannelElement;
  /**
   * Whether the page keeps what the old content and the new have in common: focus,
   * caret, half-typed text.
   *
   * @default {true}
   */
  morph?: boolean;
  /**
   * Makes the title that the document has in this state, whole: the name of the
   * site is not added.
   *
   * @default {the title stays}
   */
  title?: (frame: Frame) => string;
}

/** A channel of one thing that is shown as it is now: what {@linkcode stateChannel} makes. */
export class StateChannel extends Channel {
  readonly #render: (frame: Frame) => Child;
  readonly #morph: boolean;
  readonly #title: ((frame: Frame) => string) | undefined;
  /** Whether the state was told to have changed, and nobody was told yet. */
  #changed = false;

  /** Made by {@linkcode stateChannel}. */
  constructor(
    render: (frame: Frame) => Child,
    options: StateChannelOptions = {},
  ) {
    super(options.element ?? "div", options);
    this.#render = render;
    this.#morph = options.morph ?? true;
    this.#title = options.title;
  }

  /**
   * Tells that the state has changed. It is rendered once, however often this is
   * called in one go.
   */
  notify(): void {
    this.step();
    if (this.#changed) return;
    this.#changed = true;
    queueMicrotask(() => this.settle());
  }

  /** @internal */
  override settle(): void {
    if (!this.#changed) return;
    this.#changed = false;
    try {
      this.publishSnapshot();
    } catch (error) {
      this.report(error);
    }
  }

  /** @internal */
  protected override content(frame: Frame | null): Child {
    return this.#render(frame as Frame);
  }

  /** @internal */
  protected override snapshotOperations(frame: Frame | null): Operation[] {
    const content = this.content(frame);
    const operations = [
      replaceContent(this.elementId, content, { morph: this.#morph }),
    ];
    const title = this.#title?.(frame as Frame);
    if (title !== undefined) operations.push(setTitle(title));
    return operations;
  }
}

/**
 * Makes a channel of one thing that is shown as it is now: a counter, a score.
 * When it changes, say {@linkcode StateChannel.notify}.
 *
 * @param render Makes the content of the channel's element. It does not wait for anything.
 * @param options Its id, its element, who may see it.
 * @returns The channel, which can stand in a page like any markup.
 * @throws {TypeError} If the id cannot be used.
 *
 * @example Usage
 * ```ts
 * import { site, stateChannel } from "@tpd2/tpd2/page";
 * import { h1 } from "@tpd2/tpd2/ml";
 * import { assertStringIncludes } from "@std/assert";
 *
 * let count = 0;
 * const counter = stateChannel(() => ["Visits: ", count], { id: "visits", element: "p" });
 *
 * const example = site();
 * example.page("/", () => {
 *   count++;
 *   counter.notify();
 *   return [h1("Welcome"), counter];
 * });
 * const response = await example.fetch(new Request("http://localhost/"));
 * assertStringIncludes(await response.text(), "Visits: 1</p>");
 * ```
 */
export function stateChannel(
  render: () => Child,
  options?: StateChannelOptions & { perFrame?: false },
): StateChannel;
/**
 * Makes a channel that looks different in each frame.
 *
 * @param render Makes the content of the channel's element as a frame sees it.
 * @param options Its id, its element, who may see it.
 * @returns The channel; `channel.for(frame)` can stand in a page.
 * @throws {TypeError} If the id cannot be used.
 */
export function stateChannel(
  render: (frame: Frame) => Child,
  options: StateChannelOptions & { perFrame: true },
): StateChannel;
export function stateChannel(
  render: (frame: Frame) => Child,
  options: StateChannelOptions = {},
): StateChannel {
  return new StateChannel(render, options);
}
