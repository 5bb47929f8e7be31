// Copyright 2026 the tpd2 authors. MIT license.

import type { LiveEvent } from "./cursors.ts";
import { eventReader } from "./event_stream.ts";

/** Why an attempt was aborted. */
const SILENCE = 2;
/** How long a stream may hold its first words back before it is given up. */
const FIRST_WORDS = 10_000;
/** How long a poll may last: the server answers after 25 seconds. */
const POLL = 40_000;
/** How many heartbeats may be missed. */
const MISSED = 2.5;

/**
 * How it ended: refused, broken, ended or aborted (0), answered as a poll (1),
 * or given up because nothing came (2).
 */
export type Outcome = 0 | 1 | 2;

/** What {@linkcode receive} tells while it runs. */
export interface Receiver {
  /** Something came: the connection works. */
  alive: () => void;
  /** The server sent events, maybe none. */
  onEvents: (events: LiveEvent[]) => void;
  /** The server says from when on to wait between tries. */
  onRetry: (milliseconds: number) => void;
  /** The server's run has a name. */
  build: (name: string) => void;
}

/**
 * Asks once, and receives until the answer is at its end.
 *
 * @returns How it ended.
 */
export async function receive(
  url: string,
  isPoll: boolean,
  attempt: AbortController,
  { alive, onEvents, onRetry, build }: Receiver,
): Promise<Outcome> {
  let patience = isPoll ? POLL : FIRST_WORDS;
  let timer: number | undefined;
  const listen = () => {
    clearTimeout(timer);
    timer = setTimeout(() => attempt.abort(SILENCE), patience);
  };
  listen();
  try {
    const { ok, headers, body } = await fetch(url, {
      signal: attempt.signal,
    });
    build(headers.get("tpd2-build") ?? "");
    if (!ok) return 0;
    let whole = "";
    const read = eventReader((fields) => {
      const data = JSON.parse(fields.data ?? "0");
      onRetry(Number(fields.retry));
      if (data.heartbeat) patience = MISSED * data.heartbeat;
      if (data[0]) onEvents([data]);
    });
    // Not every browser can iterate over a stream.
    const reader = body!.pipeThrough(new TextDecoderStream()).getReader();
    let text: string | undefined;
    while ((text = (await reader.read()).value) !== undefined) {
      if (isPoll) whole += text;
      else {
        read(text);
        listen();
        alive();
      }
    }
    if (isPoll) {
      onEvents(JSON.parse(whole));
      alive();
      return 1;
    }
  } catch {
    // Whatever it was: what is missing is asked for again.
  } finally {
    clearTimeout(timer);
  }
  return attempt.signal.reason === SILENCE ? 2 : 0;
}
