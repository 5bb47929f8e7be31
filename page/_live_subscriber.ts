// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { BodyWriter } from "../http/body_producer.ts";
import type { Channel, Subscription } from "./channel.ts";
import { type ChannelEvent, eventFor, type Step } from "./channel_event.ts";
import type { Frame } from "./frame.ts";

/** What a subscriber asks of the endpoint that it belongs to. */
export interface SubscriberHost {
  /** How many bytes may wait for a subscriber before it gets no more for now. */
  readonly maxQueued: number;
  /** Notes that a subscriber does not read fast enough. */
  lagging(subscriber: Subscriber): void;
  /** Notes that a poll has something to answer with. */
  ripe(subscriber: Subscriber): void;
  /** Reports an error that has nobody to go to. */
  report(error: unknown): void;
}

/** What somebody has of a channel, and is to be told from there on. */
export interface Place {
  readonly channel: Channel;
  /** The tab, where the channel is for that alone. */
  readonly frame: Frame | null;
  /** What the client has; -1 for nothing that is of use. */
  counter: number;
}

/** One channel of a subscriber. */
export class LiveSubscription implements Subscription, Place {
  index = -1;
  readonly channel: Channel;
  readonly frame: Frame | null;
  readonly #subscriber: Subscriber;
  /** What the subscriber was sent, or had to begin with; -1 for nothing that is of use. */
  counter: number;

  constructor(subscriber: Subscriber, place: Place) {
    this.channel = place.channel;
    this.frame = place.frame;
    this.counter = place.counter;
    this.#subscriber = subscriber;
  }

  /** How many steps the subscriber is behind. */
  get lag(): number {
    return this.channel.counter - this.counter;
  }

  end(): void {
    this.#subscriber.close();
  }

  offer(step: Step): void {
    if (step.to > this.counter) this.#subscriber.offer(this, step);
  }
}

/**
 * Somebody who listens. It has no promise, no timer and no queue of its own: who
 * does not read for a while gets nothing more, and later what was missed, just as
 * if the connection had been cut.
 */
export abstract class Subscriber {
  subscriptions: readonly LiveSubscription[] = [];
  protected readonly host: SubscriberHost;
  protected readonly writer: BodyWriter;
  #isLagging = false;
  /** Since when it does not read fast enough, by the clock; set by the host. */
  laggingSince = 0;
  /** When a poll has to be answered, by the clock; set by the host. */
  dueAt = 0;

  constructor(host: SubscriberHost, writer: BodyWriter) {
    this.host = host;
    this.writer = writer;
  }

  /** How many bytes wait to leave. */
  get queued(): number {
    return this.writer.queued;
  }

  /** Whether so much waits that nothing should be added. */
  get isCongested(): boolean {
    const { writer } = this;
    return writer.congested || writer.queued > this.host.maxQueued;
  }

  /** Begins to follow channels. What was missed comes with {@linkcode catchUp}. */
  follow(places: readonly Place[]): void {
    // No larger than it has to be: there may be thousands of them.
    this.subscriptions = places.map((place) =>
      new LiveSubscription(this, place)
    );
    for (const subscription of this.subscriptions) {
      subscription.channel.subscribe(subscription);
    }
  }

  /** Sends what was missed, as far as there is room. Returns whether that was all. */
  catchUp(): boolean {
    this.#isLagging = false;
    for (const subscription of this.subscriptions) {
      if (subscription.lag === 0) continue;
      try {
        if (!this.#catchUpOn(subscription)) return false;
      } catch (error) {
        this.host.report(error);
      }
    }
    return true;
  }

  #catchUpOn(subscription: LiveSubscription): boolean {
    const { channel, frame } = subscription;
    // It may tell this subscriber, too.
    channel.settle();
    if (subscription.lag === 0) return true;
    for (const event of channel.missed(subscription.counter, frame)) {
      if (this.isCongested) {
        this.#lag();
        return false;
      }
      this.put(event);
      subscription.counter = event.to;
    }
    return true;
  }

  /** Takes a step of a channel that is followed. */
  offer(subscription: LiveSubscription, step: Step): void {
    if (this.#isLagging) return;
    if (this.isCongested) return this.#lag();
    // A step that failed for this one before is made up for by catching up.
    if (step.from !== -1 && subscription.counter !== step.from) {
      return this.#lag();
    }
    try {
      const event = eventFor(step, subscription.frame);
      this.put(event);
      subscription.counter = event.to;
    } catch (error) {
      this.host.report(error);
    }
  }

  #lag(): void {
    this.#isLagging = true;
    this.host.lagging(this);
  }

  /** Writes an event, or keeps it to be written in a moment. */
  abstract put(event: ChannelEvent): void;

  /** Stops following everything. */
  leave(): void {
    for (const subscription of this.subscriptions) {
      subscription.channel.unsubscribe(subscription);
    }
    this.subscriptions = [];
  }

  /** Ends the answer. */
  close(): void {
    this.writer.close();
  }
}

/** Who has an event stream. */
export class StreamSubscriber extends Subscriber {
  override put(event: ChannelEvent): void {
    this.writer.write(event.streamChunk);
  }

  /** Writes a comment or a message that is no event of a channel. */
  say(chunk: Parameters<BodyWriter["write"]>[0]): void {
    this.writer.write(chunk);
  }
}

/** How many events are answered together at most; the next poll gets the rest. */
const MAX_POLL_EVENTS = 256;

/** Who waits for the answer of a long poll. */
export class PollSubscriber extends Subscriber {
  readonly #events: ChannelEvent[] = [];

  override get isCongested(): boolean {
    return this.#events.length >= MAX_POLL_EVENTS;
  }

  override put(event: ChannelEvent): void {
    // What happens in one go is answered together.
    if (this.#events.push(event) === 1) this.host.ripe(this);
  }

  override close(): void {
    const events = this.#events;
    this.writer.write(
      events.length === 1 ? events[0]!.pollChunk : pollBody(events),
    );
    this.writer.close();
  }
}

/** The answer of a poll. */
export function pollBody(events: readonly ChannelEvent[]): string {
  return `[${events.map(({ json }) => json).join(",")}]`;
}
