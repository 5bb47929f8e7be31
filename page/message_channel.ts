// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  type Child,
  fragment,
  type Markup,
  raw,
  renderToString,
} from "../ml/mod.ts";
import {
  ITEM_ELEMENTS,
  type ItemsElement,
  makeElement,
} from "./_channel_element.ts";
import { Channel, type ChannelOptions } from "./channel.ts";
import { appendTo, type Operation, replaceContent } from "./fragment.ts";
import type { Frame } from "./frame.ts";

export type { ItemsElement } from "./_channel_element.ts";

/** Options of {@linkcode messageChannel}. */
export interface MessageChannelOptions extends ChannelOptions {
  /**
   * What the channel's element is; its messages are what belongs into one.
   *
   * @default {"ul"}
   */
  element?: ItemsElement;
  /**
   * How many messages are kept and shown. When there are more, the oldest goes.
   *
   * @default {100}
   */
  limit?: number;
}

/** One message that is kept. */
interface Kept<Message> {
  readonly id: string;
  readonly message: Message;
  /** What everybody sees of it; `null` where that differs by frame. */
  readonly html: string | null;
}

/**
 * A channel of messages that come one after the other: what
 * {@linkcode messageChannel} makes.
 *
 * @typeParam Message What is appended.
 */
export class MessageChannel<Message> extends Channel {
  readonly #render: (message: Message, frame: Frame) => Child;
  readonly #itemTag: string;
  readonly #limit: number;
  readonly #kept: Kept<Message>[] = [];
  #next = 1;

  /** Made by {@linkcode messageChannel}. */
  constructor(
    render: (message: Message, frame: Frame) => Child,
    options: MessageChannelOptions = {},
  ) {
    const { element = "ul", limit = 100 } = options;
    super(element, options);
    if (!Number.isInteger(limit) || limit < 1) {
      throw new RangeError(`Cannot keep ${limit} messages: at least 1`);
    }
    this.#render = render;
    this.#itemTag = ITEM_ELEMENTS[element];
    this.#limit = limit;
  }

  /** The messages that are kept, oldest first. */
  get messages(): Message[] {
    return this.#kept.map(({ message }) => message);
  }

  /**
   * Appends a message, and lets the oldest go where there are too many.
   *
   * @param message The message.
   */
  append(message: Message): void {
    const id = `${this.elementId}-${this.#next++}`;
    const html = this.perFrame
      ? null
      : renderToString(this.#item(id, message, null));
    const kept = { id, message, html };
    this.#kept.push(kept);
    const oldest = this.#kept.length > this.#limit ? this.#kept.shift()! : null;
    this.publish((frame) => {
      const markup = this.#markupOf(kept, frame);
      const operations = [appendTo(this.elementId, markup)];
      if (oldest !== null) operations.push(["remove", oldest.id]);
      return operations;
    });
  }

  /**
   * Removes messages.
   *
   * @param test Says which.
   * @returns How many they were.
   */
  remove(test: (message: Message) => boolean): number {
    const gone = this.#kept.filter(({ message }) => test(message));
    if (gone.length === 0) return 0;
    const ids = new Set(gone.map(({ id }) => id));
    const left = this.#kept.filter(({ id }) => !ids.has(id));
    this.#kept.splice(0, Infinity, ...left);
    this.publish([...ids].map((id): Operation => ["remove", id]));
    return gone.length;
  }

  /** @internal */
  protected override content(frame: Frame | null): Child {
    return fragment(this.#kept.map((kept) => this.#markupOf(kept, frame)));
  }

  /** @internal */
  protected override snapshotOperations(frame: Frame | null): Operation[] {
    return [replaceContent(this.elementId, this.content(frame))];
  }

  #markupOf(kept: Kept<Message>, frame: Frame | null): Markup {
    return kept.html === null
      ? this.#item(kept.id, kept.message, frame)
      : raw(kept.html);
  }

  #item(id: string, message: Message, frame: Frame | null): Markup {
    const content = this.render(
      frame,
      () => this.#render(message, frame as Frame),
      id.slice(this.elementId.length),
    );
    return makeElement(this.#itemTag, { id }, content);
  }
}

/**
 * Makes a channel of messages that come one after the other: a chat, a log. The
 * newest are kept.
 *
 * @typeParam Message What is appended.
 * @param render Makes the content of one message's element. It does not wait for anything.
 * @param options Its id, its element, how many are kept, who may see it.
 * @returns The channel, which can stand in a page like any markup.
 * @throws {TypeError} If the id cannot be used.
 *
 * @example Usage
 * ```ts
 * import { messageChannel } from "@tpd2/tpd2/page";
 * import { b, renderToString } from "@tpd2/tpd2/ml";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const chat = messageChannel(
 *   ({ name, text }: { name: string; text: string }) => [b(name), " ", text],
 *   { id: "chat", limit: 50 },
 * );
 * chat.append({ name: "Ann", text: "Hello" });
 * assertStringIncludes(renderToString(chat), `<li id="ch-chat-1"><b>Ann</b> Hello</li>`);
 * ```
 */
export function messageChannel<Message>(
  render: (message: Message) => Child,
  options?: MessageChannelOptions & { perFrame?: false },
): MessageChannel<Message>;
/**
 * Makes a channel of messages that look different in each frame.
 *
 * @typeParam Message What is appended.
 * @param render Makes the content of one message's element as a frame sees it.
 * @param options Its id, its element, how many are kept, who may see it.
 * @returns The channel; `channel.for(frame)` can stand in a page.
 * @throws {TypeError} If the id cannot be used.
 */
export function messageChannel<Message>(
  render: (message: Message, frame: Frame) => Child,
  options: MessageChannelOptions & { perFrame: true },
): MessageChannel<Message>;
export function messageChannel<Message>(
  render: (message: Message, frame: Frame) => Child,
  options: MessageChannelOptions = {},
): MessageChannel<Message> {
  return new MessageChannel(render, options);
}
