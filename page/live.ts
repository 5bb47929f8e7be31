// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  BodyProducer,
  type BodyWriter,
  SharedChunk,
} from "../http/body_producer.ts";
import { type Answer, type Exchange, HttpError } from "../http/exchange.ts";
import { FieldBlock } from "../http/field_block.ts";
import { isDevelopment } from "../ml/mod.ts";
import type { Clock } from "../net/clock.ts";
import { systemClock } from "../net/clock.ts";
import { LiveTimer } from "./_live_timer.ts";
import { readActionCursors, readLiveRequest } from "./_live_request.ts";
import {
  pollBody,
  PollSubscriber,
  StreamSubscriber,
  type Subscriber,
  type SubscriberHost,
} from "./_live_subscriber.ts";
import { findWishes, holdClient, placesOf, type Wish } from "./_live_wishes.ts";
import { liveStats } from "./_live_stats.ts";
import { randomId } from "./_random_id.ts";
import type { ChannelRequest } from "./channel.ts";
import { type ChannelEvent, goneEvent } from "./channel_event.ts";
import type { Frame } from "./frame.ts";
import type { LiveOptions, LiveStats } from "./live_options.ts";
import type { Visitor } from "./visitor.ts";

/** Who asks what happens, and for which of its tabs. */
export interface LiveClient {
  /** The visitor, if it is one that is known. */
  readonly knownVisitor: Visitor | null;
  /** The visitor's tab of that number, if there is one. */
  frameOf(tab: number): Frame | null;
}

/** A comment: browsers overlook it, proxies see that the stream is alive. */
const HEARTBEAT = new SharedChunk(":\n\n");

/**
 * Tells the pages of a site what happens on the channels that they show: by event
 * stream or long poll, see the live protocol. Every site has one: `site.live`.
 *
 * @example Usage
 * ```ts
 * import { site, stateChannel } from "@tpd2/tpd2/page";
 * import { TestBrowser } from "@tpd2/tpd2/page/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const clock = stateChannel(() => "12:00", { id: "clock" });
 * const example = site();
 * example.page("/", () => clock);
 *
 * const page = await new TestBrowser(example).open("/");
 * await page.listen();
 * assertEquals(example.live.stats().streams, 1);
 * await page.close();
 * ```
 */
export class Live {
  /** The name of this run of the server. In development pages see by it that there is a new one. */
  readonly build: string;
  readonly #clock: Clock;
  readonly #options: Required<LiveOptions>;
  readonly #identify: (exchange: Exchange) => LiveClient;
  readonly #host: SubscriberHost;
  readonly #timer: LiveTimer;
  readonly #streamFields: FieldBlock;
  readonly #pollFields: FieldBlock;
  readonly #streams = new Set<StreamSubscriber>();
  /** In the order in which they are due. */
  readonly #polls = new Set<PollSubscriber>();
  readonly #lagging = new Set<Subscriber>();
  #ripe: Subscriber[] = [];
  #nextHeartbeat = Infinity;
  #drops = 0;
  #refusals = 0;
  #isClosed = false;

  /**
   * Made by sites only.
   *
   * @param identify Tells who asks.
   * @param options Limits, the clock, and who is told of errors.
   */
  constructor(
    identify: (exchange: Exchange) => LiveClient,
    options: LiveOptions & {
      clock?: Clock;
      build?: string;
      onError?: (error: unknown) => void;
    } = {},
  ) {
    const { clock = systemClock, onError = console.error } = options;
    // Pages of a development server are loaded again when there is a new one.
    this.build = options.build ?? (isDevelopment() ? "dev." : "") + randomId(6);
    this.#identify = identify;
    this.#clock = clock;
    this.#options = {
      heartbeat: options.heartbeat ?? 15_000,
      pollTimeout: options.pollTimeout ?? 25_000,
      retry: options.retry ?? 1000,
      maxChannels: options.maxChannels ?? 128,
      maxSubscribers: options.maxSubscribers ?? 50_000,
      maxQueued: options.maxQueued ?? 64 * 1024,
      patience: options.patience ?? 30_000,
    };
    this.#timer = new LiveTimer(clock, () => this.#tick());
    this.#host = {
      maxQueued: this.#options.maxQueued,
      lagging: (subscriber) => this.#onLagging(subscriber),
      ripe: (subscriber) => this.#onRipe(subscriber),
      report: onError,
    };
    this.#streamFields = new FieldBlock([
      ["content-type", "text/event-stream"],
      ["cache-control", "no-cache, no-transform"],
      ["x-accel-buffering", "no"],
      ["tpd2-build", this.build],
    ]);
    this.#pollFields = new FieldBlock([
      ["content-type", "application/json"],
      ["cache-control", "no-store"],
      ["tpd2-build", this.build],
    ]);
  }

  /** Who listens, and how far they are behind. */
  stats(): LiveStats {
    return liveStats({
      streams: this.#streams,
      polls: this.#polls,
      lagging: this.#lagging.size,
      drops: this.#drops,
      refusals: this.#refusals,
    });
  }

  /**
   * Answers a request for what happens: the handler of `GET /_tpd2/live`.
   *
   * @param exchange The exchange.
   * @returns The answer.
   * @throws {HttpError} 400 if the request is malformed, 503 if too many listen.
   */
  handle(exchange: Exchange): Answer | Promise<Answer> {
    const { isPoll, cursors } = readLiveRequest(
      exchange,
      this.#options.maxChannels,
    );
    this.#admit();
    const wishes = findWishes(cursors, this.#identify(exchange), exchange);
    return wishes instanceof Promise
      ? wishes.then((wishes) => this.#answer(isPoll, wishes))
      : this.#answer(isPoll, wishes);
  }

  /**
   * What the client of an action lacks now that the action is done: what the
   * answer to a client that applies events consists of.
   *
   * @param exchange The action's exchange.
   * @param who Who acted.
   * @returns The events, none if the client does not apply events; a promise where
   * a channel takes its time to say who may see it.
   * @throws {HttpError} 400 if its cursors are malformed.
   */
  eventsAfter(
    exchange: Exchange,
    { frame, visitor }: Omit<ChannelRequest, "exchange">,
  ): ChannelEvent[] | Promise<ChannelEvent[]> {
    const cursors = readActionCursors(exchange, this.#options.maxChannels);
    const client: LiveClient = { knownVisitor: visitor, frameOf: () => frame };
    const wishes = findWishes(cursors, client, exchange);
    return wishes instanceof Promise
      ? wishes.then((wishes) => this.#missed(wishes))
      : this.#missed(wishes);
  }

  /** Ends all streams and answers all polls: the server is shutting down, or the site is no more. */
  close(): void {
    this.#isClosed = true;
    for (const subscriber of [...this.#polls, ...this.#streams]) {
      subscriber.close();
    }
  }

  #admit(): void {
    const count = this.#streams.size + this.#polls.size;
    if (count < this.#options.maxSubscribers && !this.#isClosed) return;
    this.#refusals++;
    throw new HttpError(503, "Cannot follow the page: too many do already", {
      fields: [["retry-after", "10"]],
    });
  }

  #missed(wishes: readonly Wish[]): ChannelEvent[] {
    const gone = wishes.filter(({ channel }) => channel === null)
      .map(({ cursor }) => goneEvent(cursor));
    const missed = placesOf(wishes).flatMap(({ channel, counter, frame }) => {
      channel.settle();
      if (counter === channel.counter) return [];
      try {
        return channel.missed(counter, frame);
      } catch (error) {
        // It cannot be rendered now: the next step tries again.
        this.#host.report(error);
        return [];
      }
    });
    return [...gone, ...missed];
  }

  #answer(isPoll: boolean, wishes: readonly Wish[]): Answer {
    if (!isPoll) {
      const body = new BodyProducer((writer) =>
        this.#start(new StreamSubscriber(this.#host, writer), writer, wishes)
      );
      return { status: 200, fields: this.#streamFields, extra: null, body };
    }
    const missed = this.#missed(wishes);
    let subscriber: PollSubscriber;
    const body = missed.length > 0 || wishes.length === 0
      ? pollBody(missed)
      : new BodyProducer(
        (writer) => {
          subscriber = new PollSubscriber(this.#host, writer);
          return this.#start(subscriber, writer, wishes);
        },
        // A stream just ends; a poll has an answer.
        { onDrain: () => subscriber.close() },
      );
    return { status: 200, fields: this.#pollFields, extra: null, body };
  }

  /** Lets somebody listen. Returns what is to be done when that has ended. */
  #start(
    subscriber: StreamSubscriber | PollSubscriber,
    writer: BodyWriter,
    wishes: readonly Wish[],
  ): () => void {
    const letGo = holdClient(wishes, subscriber);
    this.#enter(subscriber);
    for (const { cursor, channel } of wishes) {
      if (channel === null) subscriber.put(goneEvent(cursor));
    }
    subscriber.follow(placesOf(wishes));
    subscriber.catchUp();
    if (this.#isClosed && !writer.closed) subscriber.close();
    return () => {
      subscriber.leave();
      this.#lagging.delete(subscriber);
      this.#streams.delete(subscriber as StreamSubscriber);
      this.#polls.delete(subscriber as PollSubscriber);
      letGo?.();
      if (this.#streams.size === 0 && this.#polls.size === 0) {
        this.#nextHeartbeat = Infinity;
        this.#timer.stop();
      }
    };
  }

  #enter(subscriber: StreamSubscriber | PollSubscriber): void {
    const { heartbeat, pollTimeout, retry } = this.#options;
    const now = this.#clock.now();
    if (subscriber instanceof PollSubscriber) {
      subscriber.dueAt = now + pollTimeout;
      this.#polls.add(subscriber);
      this.#timer.callBy(subscriber.dueAt);
      return;
    }
    const hello = JSON.stringify({ build: this.build, heartbeat });
    const after = Math.round(retry * (1 + 2 * Math.random()));
    subscriber.say(`retry: ${after}\nevent: hello\ndata: ${hello}\n\n`);
    this.#streams.add(subscriber);
    if (this.#nextHeartbeat === Infinity) this.#nextHeartbeat = now + heartbeat;
    this.#timer.callBy(this.#nextHeartbeat);
  }

  #onLagging(subscriber: Subscriber): void {
    if (!this.#lagging.has(subscriber)) {
      subscriber.laggingSince = this.#clock.now();
      this.#lagging.add(subscriber);
    }
    this.#timer.callBy(this.#clock.now() + LOOK_AGAIN);
  }

  #onRipe(subscriber: Subscriber): void {
    if (this.#ripe.push(subscriber) > 1) return;
    queueMicrotask(() => {
      const ripe = this.#ripe;
      this.#ripe = [];
      for (const subscriber of ripe) subscriber.close();
    });
  }

  /** Does what is due, and says when to be called again. */
  #tick(): void {
    const now = this.#clock.now();
    for (const poll of this.#polls) {
      if (poll.dueAt > now) {
        this.#timer.callBy(poll.dueAt);
        break;
      }
      poll.close();
    }
    if (this.#nextHeartbeat <= now) {
      this.#nextHeartbeat = now + this.#options.heartbeat;
      for (const stream of this.#streams) {
        // Whoever has not read the last bytes gets no more of them.
        if (!stream.isCongested) stream.say(HEARTBEAT);
      }
    }
    if (this.#streams.size > 0) this.#timer.callBy(this.#nextHeartbeat);
    for (const subscriber of this.#lagging) this.#lookAfter(subscriber, now);
    if (this.#lagging.size > 0) this.#timer.callBy(now + LOOK_AGAIN);
  }

  #lookAfter(subscriber: Subscriber, now: number): void {
    if (!subscriber.isCongested && subscriber.catchUp()) {
      this.#lagging.delete(subscriber);
    } else if (now - subscriber.laggingSince >= this.#options.patience) {
      this.#drops++;
      this.#lagging.delete(subscriber);
      subscriber.close();
    }
  }
}

/** How many milliseconds later those are looked at again who read too slowly. */
const LOOK_AGAIN = 100;
