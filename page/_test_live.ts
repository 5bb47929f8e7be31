// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { attribute, type TestDocument } from "./_test_document.ts";
import type { Operation } from "./fragment.ts";

/** An event of the live protocol. */
export type WireEvent = readonly [
  channel: string,
  epoch: string,
  from: number,
  to: number,
  operations: readonly Operation[],
];

/** What became of an event. */
export type Outcome = "applied" | "seen" | "gap" | "unknown" | "gone";

/** The client's side of the live protocol: keeps the cursors of a page, and applies what comes. */
export class LivePage {
  readonly document: TestDocument;
  /** Scripts that came, in order. */
  readonly scripts: string[] = [];
  /** Where the page was sent, if it was. */
  location: string | null = null;
  readonly #cursors = new Map<string, { epoch: string; counter: number }>();
  readonly #gone = new Set<string>();

  constructor(document: TestDocument) {
    this.document = document;
    this.#scan();
  }

  /** The cursors of the channels that are on the page, as a request tells them. */
  get cursors(): string[] {
    const { tab } = this;
    const suffix = tab === "" ? "" : `@${tab}`;
    return [...this.#cursors].map(([id, { epoch, counter }]) =>
      `${id}${suffix}~${epoch}:${counter}`
    );
  }

  /** The number of the tab, where the page has one. */
  get tab(): string {
    const [element] = this.document.find((element) =>
      attribute(element, "data-tab") !== null
    );
    return element === undefined ? "" : attribute(element, "data-tab")!;
  }

  /** Does with an event what the protocol says. */
  take(event: WireEvent): Outcome {
    const [name, epoch, from, to, operations] = event;
    const [id = "", tab] = name.split("@");
    // What names another tab is not for this one.
    if (tab !== undefined && tab !== this.tab) return "unknown";
    if (id === "") {
      // About the page, in the answer of an action.
      for (const operation of operations) this.#do(operation);
      this.#scan();
      return "applied";
    }
    const have = this.#cursors.get(id);
    if (have === undefined) return "unknown";
    if (epoch === "") {
      this.#cursors.delete(id);
      this.#gone.add(id);
      return "gone";
    }
    const isSame = have.epoch === epoch;
    if (isSame && to <= have.counter) return "seen";
    if (from !== -1 && (!isSame || have.counter < from)) return "gap";
    for (const operation of operations) this.#do(operation);
    this.#cursors.set(id, { epoch, counter: to });
    this.#scan();
    return "applied";
  }

  #do(operation: Operation): void {
    if (operation[0] === "script") this.scripts.push(operation[2]);
    else this.location = this.document.apply(operation) ?? this.location;
  }

  /** Finds channels that are new on the page, and forgets those that left it. */
  #scan(): void {
    const present = new Set<string>();
    const channels = this.document.find((element) =>
      attribute(element, "data-channel") !== null
    );
    for (const element of channels) {
      const match = /^(.+)~(.+):(\d+)$/.exec(
        attribute(element, "data-channel")!,
      );
      if (match === null) continue;
      const id = match[1]!;
      present.add(id);
      if (this.#cursors.has(id) || this.#gone.has(id)) continue;
      this.#cursors.set(id, { epoch: match[2]!, counter: Number(match[3]) });
    }
    for (const id of this.#cursors.keys()) {
      if (!present.has(id)) this.#cursors.delete(id);
    }
  }
}

/** Takes an event stream apart, however it is cut. */
export class EventStreamParser {
  #rest = "";
  #name = "message";
  #data: string[] = [];
  /** The id of the last event. */
  lastEventId = "";

  /** Takes some text; returns the messages that are complete: their names and data. */
  push(text: string): [name: string, data: string][] {
    const messages: [string, string][] = [];
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop()!;
    for (const line of lines) {
      if (line === "") {
        if (this.#data.length > 0) {
          messages.push([this.#name, this.#data.join("\n")]);
        }
        this.#data = [];
        this.#name = "message";
        continue;
      }
      const colon = line.indexOf(":");
      const field = colon === -1 ? line : line.slice(0, colon);
      const value = colon === -1 ? "" : line.slice(colon + 1).replace(/^ /, "");
      if (field === "data") this.#data.push(value);
      else if (field === "event") this.#name = value;
      else if (field === "id") this.lastEventId = value;
    }
    return messages;
  }
}
