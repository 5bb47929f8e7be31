// Copyright 2026 the tpd2 authors. MIT license.

import { backoff } from "./backoff.ts";
import {
  type Cursors,
  type LiveEvent,
  merge,
  writeCursors,
} from "./cursors.ts";
import { reloadLater } from "./navigation.ts";
import { receive } from "./receive.ts";
import type { State } from "./status.ts";

/** Whom the connection serves: this tab, or all tabs of the browser. */
export interface Audience {
  /** Asks all who listen for their wishes, and waits for them a moment. */
  gather: () => Promise<void>;
  /** Hands out events. */
  deliver: (events: LiveEvent[]) => void;
  /** Hands out how the connection does. */
  tell: (state: State) => void;
}

/** How long a connection that brings nothing must last to count as a good one. */
const GOOD = 5000;
/** How long one may be without a sign of life when somebody looks again. */
const STALE = 20_000;
/** How many polls are made before a stream is tried again, at first. */
const POLLS = 16;

/** How the connection does. There is one for a page. */
export let state: State = "connecting";

/** Where the least of the audience stands. */
const positions: Cursors = new Map();
let isWanted = false;
let isRunning = false;
let isGathering = false;
let attempt = new AbortController();
let wake: (() => void) | undefined;
let failures = 0;
let base = 1000;
let polls = 0;
let penalty = POLLS;
let build = "";
let last = 0;

/** Connects, and goes on until it is stopped. */
export async function start(url: string, audience: Audience): Promise<void> {
  isWanted = true;
  if (isRunning) return;
  isRunning = true;
  while (isWanted) {
    attempt = new AbortController();
    // Whoever is gone is not asked for any more.
    positions.clear();
    isGathering = true;
    await audience.gather();
    isGathering = false;
    if (isWanted) await (positions.size ? attend(url, audience) : sleep(1e9));
  }
  isRunning = false;
}

/** Lets go of the connection. */
export function stop(): void {
  isWanted = false;
  restart();
}

/** Takes what somebody has; connects anew where the connection starts further on. */
export function wish(cursors: Cursors): void {
  const change = merge(positions, cursors);
  if (isGathering || !change) return;
  // What was missed once may be missed for ever: that must not become a storm.
  if (change > 1) failures++;
  restart();
}

/** Connects anew, at once unless it has failed before. */
export function restart(): void {
  attempt.abort();
  wake?.();
}

/** Looks after the connection when the machine slept or the network changed. */
export function check(): void {
  if (state === "live" && Date.now() - last < STALE) return;
  failures = polls = 0;
  restart();
}

/** Connects once, and waits after a failure. */
async function attend(url: string, audience: Audience): Promise<void> {
  const { signal } = attempt;
  const isPoll = polls > 0;
  const began = Date.now();
  const tell = (news: State) => audience.tell(state = news);
  // A poll says nothing until there is news.
  if (isPoll && !failures) tell("live");
  const query = new URLSearchParams({ t: isPoll ? "poll" : "stream" });
  for (const text of writeCursors(positions)) query.append("c", text);
  const outcome = await receive(`${url}?${query}`, isPoll, attempt, {
    alive: () => {
      last = Date.now();
      if (isPoll || last - began > GOOD) failures = 0;
      tell("live");
    },
    onEvents: (events) => {
      for (const [name, epoch, , to] of events) {
        failures = 0;
        if (!epoch) positions.delete(name);
        for (const key of positions.keys()) {
          // What names no tab is for all of them.
          if (`${key}@`.startsWith(`${name}@`) && epoch) {
            positions.set(key, [epoch, to]);
          }
        }
      }
      audience.deliver(events);
    },
    onRetry: (milliseconds) => base = milliseconds || base,
    build: (name) => {
      if (/^dev\./.test(build) && name !== build) reloadLater();
      build = name;
    },
  });
  if (outcome > 1 && !isPoll) {
    // Something on the way holds streams back: what is whole comes through.
    polls = penalty;
    penalty *= 8;
  } else if (outcome === 1) polls--;
  else if (outcome || !signal.aborted) {
    failures++;
    tell(navigator.onLine ? "retrying" : "offline");
  }
  if (failures) await sleep(backoff(failures, base));
}

async function sleep(milliseconds: number): Promise<void> {
  await new Promise<void>((resolve) => {
    wake = resolve;
    setTimeout(resolve, milliseconds);
  });
}
