// Copyright 2026 the tpd2 authors. MIT license.

import { BodyProducer } from "../http/body_producer.ts";
import { exchangeFromRequest } from "../http/fetch.ts";
import type { Reply } from "../http/reply.ts";
import { TestClock } from "../net/testing.ts";
import { TestWriter } from "./_test_writer.ts";
import { Live } from "./live.ts";
import type { LiveOptions } from "./live_options.ts";

/** Who has neither a tab nor a cookie. */
export const NOBODY = () => ({ frame: null, visitor: null });

/** An endpoint by a clock that stands still. */
export function liveWith(
  options: LiveOptions = {},
): { live: Live; clock: TestClock } {
  const clock = new TestClock();
  return {
    clock,
    live: new Live(() => ({ knownVisitor: null, frameOf: () => null }), {
      clock,
      build: "b1",
      retry: 0,
      ...options,
    }),
  };
}

/** The query that asks for what happens. */
export function cursorsQuery(cursors: readonly string[], rest: string): string {
  return [...cursors.map((cursor) => `c=${encodeURIComponent(cursor)}`), rest]
    .join("&");
}

/** Asks for what happens. */
export function ask(
  live: Live,
  cursors: readonly string[],
  options: { poll?: boolean; lastEventId?: string } = {},
): Reply {
  const query = cursorsQuery(cursors, options.poll ? "t=poll" : "");
  const { lastEventId } = options;
  const headers = lastEventId === undefined
    ? {}
    : { "last-event-id": lastEventId };
  const request = new Request(`http://localhost/_tpd2/live?${query}`, {
    headers: headers as HeadersInit,
  });
  return live.handle(exchangeFromRequest(request)) as Reply;
}

/** Asks for what happens, and gets an answer that is written later. */
export function open(
  live: Live,
  cursors: readonly string[],
  options: { poll?: boolean; capacity?: number; lastEventId?: string } = {},
): TestWriter {
  const { body } = ask(live, cursors, options);
  if (!(body instanceof BodyProducer)) {
    throw new TypeError(`Cannot follow: there is an answer already, ${body}`);
  }
  return new TestWriter(body, options.capacity);
}
