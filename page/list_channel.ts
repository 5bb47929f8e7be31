// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Child, fragment, type Markup } from "../ml/mod.ts";
import {
  ITEM_ELEMENTS,
  type ItemsElement,
  type LooseAttributes,
  makeElement,
} from "./_channel_element.ts";
import { movesBetween } from "./_reordering.ts";
import { Channel, type ChannelOptions } from "./channel.ts";
import {
  appendTo,
  insertBefore,
  morphElement,
  type Operation,
  replaceContent,
} from "./fragment.ts";
import type { Frame } from "./frame.ts";

export type { LooseAttributes } from "./_channel_element.ts";

/**
 * Options of {@linkcode listChannel}.
 *
 * @typeParam Item What is in the list.
 */
export interface ListChannelOptions<Item> extends ChannelOptions {
  /** What tells an item from the others, however it changes. */
  key: (item: Item) => string | number;
  /**
   * What is in the list to begin with.
   *
   * @default {[]}
   */
  items?: Iterable<Item>;
  /**
   * What the channel's element is; its items are what belongs into one.
   *
   * @default {"ul"}
   */
  element?: ItemsElement;
  /**
   * Attributes of an item's element, beside its id.
   *
   * @default {none}
   */
  itemAttributes?: (item: Item) => LooseAttributes;
  /**
   * How many items the list may have.
   *
   * @default {1000}
   */
  limit?: number;
}

/**
 * A channel of items that have keys: what {@linkcode listChannel} makes.
 *
 * @typeParam Item What is in the list.
 */
export class ListChannel<Item> extends Channel {
  readonly #render: (item: Item, frame: Frame) => Child;
  readonly #options: ListChannelOptions<Item>;
  readonly #itemTag: string;
  readonly #limit: number;
  #items: Map<string, Item> = new Map();

  /** Made by {@linkcode listChannel}. */
  constructor(
    render: (item: Item, frame: Frame) => Child,
    options: ListChannelOptions<Item>,
  ) {
    const { element = "ul", limit = 1000, items = [] } = options;
    super(element, options);
    this.#render = render;
    this.#options = options;
    this.#itemTag = ITEM_ELEMENTS[element];
    this.#limit = limit;
    for (const item of items) this.#items.set(this.#newKey(item), item);
  }

  /** The items, in order. */
  get items(): Item[] {
    return [...this.#items.values()];
  }

  /** How many items there are. */
  get size(): number {
    return this.#items.size;
  }

  /**
   * Finds an item.
   *
   * @param key Its key.
   * @returns The item, if it is there.
   */
  get(key: string | number): Item | undefined {
    return this.#items.get(String(key));
  }

  /**
   * Appends an item.
   *
   * @param item The item.
   * @throws {TypeError} If one with the same key is there.
   * @throws {RangeError} If the list is full.
   */
  append(item: Item): void {
    const key = this.#newKey(item);
    this.publish((frame) => [
      appendTo(this.elementId, this.#item(key, item, frame)),
    ]);
    this.#items.set(key, item);
  }

  /**
   * Inserts an item.
   *
   * @param item The item.
   * @param before The key of the item that comes after it.
   * @throws {TypeError} If one with the same key is there, or the other is not.
   * @throws {RangeError} If the list is full.
   */
  insert(item: Item, before: string | number): void {
    const next = this.#known(before);
    const key = this.#newKey(item);
    const items = new Map<string, Item>();
    for (const [other, value] of this.#items) {
      if (other === next) items.set(key, item);
      items.set(other, value);
    }
    this.publish((frame) => [
      insertBefore(this.#idOf(next), this.#item(key, item, frame)),
    ]);
    this.#items = items;
  }

  /**
   * Puts an item in the place of the one with the same key, or shows one that
   * has itself changed.
   *
   * @param item The item.
   * @throws {TypeError} If there is none with that key.
   */
  update(item: Item): void {
    const key = this.#known(this.#options.key(item));
    this.publish((frame) => [
      morphElement(this.#idOf(key), this.#item(key, item, frame)),
    ]);
    this.#items.set(key, item);
  }

  /**
   * Removes an item.
   *
   * @param key Its key.
   * @returns Whether it was there.
   */
  remove(key: string | number): boolean {
    if (!this.#items.delete(String(key))) return false;
    this.publish([["remove", this.#idOf(String(key))]]);
    return true;
  }

  /**
   * Puts the items into another order. Those that need not move keep their state
   * in the page, and those that move, too.
   *
   * @param keys All keys, in the new order.
   * @throws {TypeError} If they are not those of the items.
   */
  reorder(keys: Iterable<string | number>): void {
    const after = [...keys].map(String);
    const items = new Map<string, Item>();
    for (const key of after) items.set(this.#known(key), this.#items.get(key)!);
    if (items.size !== this.#items.size || items.size !== after.length) {
      throw new TypeError("Cannot reorder the list: name each key once");
    }
    const moves = movesBetween([...this.#items.keys()], after);
    this.#items = items;
    if (moves.length === 0) return;
    this.publish(
      moves.map(([key, before]): Operation =>
        before === null
          ? ["append", this.elementId, "", this.#idOf(key)]
          : ["before", this.#idOf(before), "", this.#idOf(key)]
      ),
    );
  }

  /** Tells that all items look different now. */
  notify(): void {
    this.step();
    this.publishSnapshot();
  }

  /** @internal */
  protected override content(frame: Frame | null): Child {
    const all: Markup[] = [];
    for (const [key, item] of this.#items) {
      all.push(this.#item(key, item, frame));
    }
    return fragment(all);
  }

  /** @internal */
  protected override snapshotOperations(frame: Frame | null): Operation[] {
    return [replaceContent(this.elementId, this.content(frame))];
  }

  #newKey(item: Item): string {
    const key = String(this.#options.key(item));
    if (this.#items.has(key)) {
      throw new TypeError(`Cannot add item "${key}": it is there already`);
    }
    if (this.#items.size >= this.#limit) {
      throw new RangeError(
        `Cannot add item "${key}": the list has ${this.#limit} already`,
      );
    }
    return key;
  }

  #known(key: string | number): string {
    const text = String(key);
    if (!this.#items.has(text)) {
      throw new TypeError(`Cannot find item "${text}" in the list`);
    }
    return text;
  }

  /** An id holds no white space. */
  #idOf(key: string): string {
    return `${this.elementId}-${encodeURIComponent(key)}`;
  }

  #item(key: string, item: Item, frame: Frame | null): Markup {
    const id = this.#idOf(key);
    const content = this.render(
      frame,
      () => this.#render(item, frame as Frame),
      id.slice(this.elementId.length),
    );
    const attributes = { ...this.#options.itemAttributes?.(item), id };
    return makeElement(this.#itemTag, attributes, content);
  }
}

/**
 * Makes a channel of items that have keys: tasks, players, open games. What
 * happens to an item goes to the pages as that: an item more, one less, one
 * changed, another order.
 *
 * @typeParam Item What is in the list.
 * @param render Makes the content of one item's element. It does not wait for anything.
 * @param options What the key is; the channel's id, its element, who may see it.
 * @returns The channel, which can stand in a page like any markup.
 * @throws {TypeError} If the id cannot be used, or two items have the same key.
 *
 * @example Usage
 * ```ts
 * import { listChannel } from "@tpd2/tpd2/page";
 * import { renderToString } from "@tpd2/tpd2/ml";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const tasks = listChannel(
 *   (task: { id: number; text: string }) => task.text,
 *   { id: "tasks", key: (task) => task.id },
 * );
 * tasks.append({ id: 7, text: "Sweep" });
 * tasks.update({ id: 7, text: "Sweep again" });
 * assertStringIncludes(renderToString(tasks), `<li id="ch-tasks-7">Sweep again</li>`);
 * ```
 */
export function listChannel<Item>(
  render: (item: Item) => Child,
  options: ListChannelOptions<Item> & { perFrame?: false },
): ListChannel<Item>;
/**
 * Makes a channel of items that look different in each frame.
 *
 * @typeParam Item What is in the list.
 * @param render Makes the content of one item's element as a frame sees it.
 * @param options What the key is; the channel's id, its element, who may see it.
 * @returns The channel; `channel.for(frame)` can stand in a page.
 * @throws {TypeError} If the id cannot be used, or two items have the same key.
 */
export function listChannel<Item>(
  render: (item: Item, frame: Frame) => Child,
  options: ListChannelOptions<Item> & { perFrame: true },
): ListChannel<Item>;
export function listChannel<Item>(
  render: (item: Item, frame: Frame) => Child,
  options: ListChannelOptions<Item>,
): ListChannel<Item> {
  return new ListChannel(render, options);
}
