// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Exchange } from "../http/exchange.ts";
import type { Child, Code, Markup, ToMarkup } from "../ml/mod.ts";
import { refuseIfOneOfMany } from "../http/one_of_many.ts";
import { registerChannel, unregisterChannel } from "./_channel_registry.ts";
import { makeElement } from "./_channel_element.ts";
import { EventLog } from "./_event_log.ts";
import { randomId } from "./_random_id.ts";
import { renderRegion, renderShared } from "./_rendering.ts";
import { ChannelEvent, eventFor, type Step } from "./channel_event.ts";
import type { Frame } from "./frame.ts";
import type { Operation } from "./fragment.ts";
import type { Visitor } from "./visitor.ts";

/** Who asks for a channel. */
export interface ChannelRequest {
  /** The tab, if the page has one. */
  readonly frame: Frame | null;
  /** The visitor, if it is one that is known. */
  readonly visitor: Visitor | null;
  /** The request, as long as it is being answered. */
  readonly exchange: Exchange;
}

/** Options of all kinds of channels. */
export interface ChannelOptions {
  /**
   * What the channel is called. With a name of its own the channel is found
   * again by the pages that are open when the server starts anew. It matches
   * `[A-Za-z0-9_.-]{1,64}`. A new channel takes the place of any other of that
   * name in the process, which is closed.
   *
   * @default {a random one}
   */
  id?: string;
  /**
   * Whether it looks different in each frame, as a hand of cards does. Otherwise
   * it is rendered once for all.
   *
   * @default {false}
   */
  perFrame?: boolean;
  /**
   * Decides who may listen to the channel: knowing its id is not enough. Where
   * it says no, the channel does not exist. It is asked when a client begins to
   * listen, and anew when the visitor has logged in or out; {@linkcode Channel.close}
   * ends it for all.
   *
   * @default {everybody}
   */
  allow?: (request: ChannelRequest) => boolean | Promise<boolean>;
  /**
   * Attributes of the channel's element, beside its id.
   *
   * @default {{}}
   */
  attributes?: Readonly<Record<string, string | number | boolean>>;
  /**
   * Whether {@linkcode Channel.script} may be used.
   *
   * @default {false}
   */
  scripts?: boolean;
  /**
   * How many recent operations are remembered for those who missed them. Who
   * missed more gets a snapshot.
   *
   * @default {256}
   */
  maxHistory?: number;
  /**
   * How many bytes of them.
   *
   * @default {262144}
   */
  maxHistorySize?: number;
  /**
   * Is told when a rendering fails that nobody waits for.
   *
   * @default {console.error}
   */
  onError?: (error: unknown) => void;
}

/** Who is told what happens on a channel. @internal */
export interface Subscription {
  /** Where the channel keeps it. */
  index: number;
  /** Takes a step, now or later. */
  offer(step: Step): void;
  /** Takes note that there will be no more. */
  end(): void;
}

/** Makes the operations that one frame is told; `null` for all. */
type MakeOperations = (frame: Frame | null) => Operation[];

/** Where the endpoints of sites are; a channel belongs to none in particular. */
const PREFIX = "/_tpd2/";

const ID_REGEXP = /^[A-Za-z0-9_.-]{1,64}$/;

/**
 * Something that changes, has a cursor, and tells its subscribers. Put it into
 * a page like any markup; a channel per frame by {@linkcode Channel.for}.
 *
 * Keep it for as long as pages show it: one that only a page has seen is forgotten.
 *
 * See {@linkcode stateChannel}, {@linkcode listChannel}, {@linkcode messageChannel}.
 */
export abstract class Channel implements ToMarkup {
  /** What the channel is called. */
  readonly id: string;
  /** Random for each life of a channel. */
  readonly epoch: string = randomId(6);
  /** The id of the channel's element. */
  readonly elementId: string;
  /** Whether it looks different in each frame. */
  readonly perFrame: boolean;
  readonly #tag: string;
  readonly #options: ChannelOptions;
  readonly #log: EventLog;
  readonly #subscriptions: Subscription[] = [];
  #counter = 0;
  #snapshot: ChannelEvent | null = null;

  /**
   * Sets up what all kinds of channels have.
   *
   * @param tag The name of the channel's element.
   * @param options See {@linkcode ChannelOptions}.
   * @throws {TypeError} If the id cannot be used, or several workers serve the site.
   */
  protected constructor(tag: string, options: ChannelOptions) {
    refuseIfOneOfMany("make a channel");
    const { id = randomId(16), maxHistory = 256, maxHistorySize = 262144 } =
      options;
    if (!ID_REGEXP.test(id)) {
      throw new TypeError(
        `Cannot call a channel "${id}": 1 to 64 of A-Z a-z 0-9 _ . - are allowed`,
      );
    }
    this.id = id;
    this.elementId = `ch-${id}`;
    this.perFrame = options.perFrame ?? false;
    this.#tag = tag;
    this.#options = options;
    this.#log = new EventLog(maxHistory, maxHistorySize);
    registerChannel(this)?.close();
  }

  /** How many steps the channel has come. */
  get counter(): number {
    return this.#counter;
  }

  /** How many subscribers it has. */
  get subscriberCount(): number {
    return this.#subscriptions.length;
  }

  /** The cursor of what is to be seen now. */
  get cursor(): string {
    return `${this.id}~${this.epoch}:${this.#counter}`;
  }

  /**
   * The channel's element, with its cursor, for a page.
   *
   * @returns The markup.
   * @throws {TypeError} If the channel is one per frame: use {@linkcode Channel.for}.
   */
  toMarkup(): Markup {
    if (this.perFrame) {
      throw new TypeError(
        `Cannot render channel "${this.id}" for everybody: it is one per frame, use channel.for(frame)`,
      );
    }
    return this.#element(null);
  }

  /**
   * The channel's element as one frame sees it.
   *
   * @param frame The frame.
   * @returns The markup.
   */
  for(frame: Frame): Markup {
    return this.#element(this.perFrame ? frame : null);
  }

  /**
   * Sends fragments of any kind. They are for what does not last: what is part of
   * the state belongs into its rendering, since who misses too much gets that.
   *
   * @param operations The fragments, done together.
   */
  send(...operations: readonly Operation[]): void {
    if (operations.length > 0) this.publish(operations);
  }

  /**
   * Runs a script in the pages of the subscribers. Only where the channel's
   * options say that it may, and only in pages that have a nonce.
   *
   * @param code The script.
   * @throws {TypeError} If the channel is not one that may send scripts.
   */
  script(code: string | Code): void {
    if (!this.#options.scripts) {
      throw new TypeError(
        `Cannot send a script on channel "${this.id}": its option scripts is not set`,
      );
    }
    this.publish([["script", this.elementId, String(code)]]);
  }

  /**
   * Closes the channel for good: nobody finds it any more, and the pages that
   * show it are told so when they ask again.
   */
  close(): void {
    unregisterChannel(this);
    for (const subscription of [...this.#subscriptions]) subscription.end();
  }

  // For the kinds of channels

  /** What stands in the channel's element. @internal */
  protected abstract content(frame: Frame | null): Child;

  /** What leads from any earlier state to the present one. @internal */
  protected abstract snapshotOperations(frame: Frame | null): Operation[];

  /** Counts a step and tells everybody; operations that differ by frame are made for each. @internal */
  protected publish(
    operations: readonly Operation[] | ((frame: Frame | null) => Operation[]),
  ): void {
    this.settle();
    // Rendered before it is counted: a step that cannot be told never was.
    const shared = typeof operations !== "function"
      ? operations
      : this.perFrame
      ? null
      : operations(null);
    const from = this.#counter++;
    const to = this.#counter;
    const step: Step = shared !== null ? this.#event(from, to, shared) : {
      from,
      to,
      make: (frame) =>
        this.#event(from, to, (operations as MakeOperations)(frame), frame),
    };
    this.#log.push(step);
    this.#tell(step);
  }

  /** Counts a step that is not told yet: {@linkcode settle} will. @internal */
  protected step(): void {
    this.#counter++;
  }

  /** Tells everybody the present state, which takes the place of all that was before. @internal */
  protected publishSnapshot(): void {
    const to = this.#counter;
    // What came before leads nowhere now, even if the rendering fails.
    this.#log.clear(to);
    const step: Step = this.perFrame
      ? { from: -1, to, make: (frame) => this.#snapshotFor(frame) }
      : this.#snapshotFor(null);
    this.#log.restart(step);
    this.#tell(step);
  }

  /** Tells what was left for later, so that the cursor and the log say the same. @internal */
  settle(): void {}

  /** Reports an error that has nobody to go to. @internal */
  protected report(error: unknown): void {
    const { onError } = this.#options;
    if (onError === undefined) console.error(error);
    else onError(error);
  }

  /** Renders a part of the channel; actions in it belong to that part. @internal */
  protected render<Result>(
    frame: Frame | null,
    render: () => Result,
    part: string = "",
  ): Result {
    return frame === null
      ? renderShared(PREFIX, render)
      : renderRegion(frame, this.elementId + part, render);
  }

  // For transports

  /** Whether not everybody may listen. @internal */
  get isGuarded(): boolean {
    return this.#options.allow !== undefined;
  }

  /** Whether somebody may listen. @internal */
  allows(request: ChannelRequest): boolean | Promise<boolean> {
    if (this.perFrame && request.frame === null) return false;
    return this.#options.allow?.(request) ?? true;
  }

  /**
   * What somebody missed who has so much of this epoch, -1 for nothing, in order;
   * a snapshot where that is not known any more.
   *
   * @internal
   */
  missed(counter: number, frame: Frame | null): ChannelEvent[] {
    const steps = this.#log.since(counter);
    if (counter >= 0 && steps !== null) {
      return steps.map((step) => eventFor(step, frame));
    }
    return [this.#snapshotFor(frame)];
  }

  /** Adds a subscriber, who has everything up to now. @internal */
  subscribe(subscription: Subscription): void {
    subscription.index = this.#subscriptions.push(subscription) - 1;
  }

  /** Removes a subscriber. @internal */
  unsubscribe(subscription: Subscription): void {
    const { index } = subscription;
    const subscriptions = this.#subscriptions;
    if (subscriptions[index] !== subscription) return;
    const last = subscriptions.pop()!;
    if (last !== subscription) {
      subscriptions[index] = last;
      last.index = index;
    }
    subscription.index = -1;
  }

  #tell(step: Step): void {
    const subscriptions = this.#subscriptions;
    // Backwards: whoever leaves meanwhile is replaced by one who was told already.
    for (let i = subscriptions.length - 1; i >= 0; i--) {
      subscriptions[i]?.offer(step);
    }
  }

  #element(frame: Frame | null): Markup {
    this.settle();
    // Before the state is read: what happens meanwhile is sent again rather than lost.
    const { cursor } = this;
    const content = this.render(frame, () => this.content(frame));
    return makeElement(
      this.#tag,
      {
        ...this.#options.attributes,
        id: this.elementId,
        "data-channel": cursor,
      },
      content,
    );
  }

  #snapshotFor(frame: Frame | null): ChannelEvent {
    const to = this.#counter;
    if (!this.perFrame) {
      const kept = this.#snapshot;
      if (kept !== null && kept.to === to) return kept;
    }
    const operations = this.render(
      frame,
      () => this.snapshotOperations(frame),
    );
    const event = this.#event(-1, to, operations, frame);
    if (!this.perFrame) this.#snapshot = event;
    return event;
  }

  #event(
    from: number,
    to: number,
    operations: readonly Operation[],
    frame: Frame | null = null,
  ): ChannelEvent {
    const { id, epoch } = this;
    // One connection serves all tabs of a browser: each has to know its own.
    const channel = this.perFrame && frame ? `${id}@${frame.tab}` : id;
    return new ChannelEvent({ channel, epoch, from, to, operations });
  }
}
