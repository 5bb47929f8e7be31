// Copyright 2026 the tpd2 authors. MIT license.
/// <reference lib="deno.ns" />

import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { type EventFields, eventReader } from "./event_stream.ts";

const STREAM = `retry: 1740
event: hello
data: {"build":"f3kM0aQ2","heartbeat":15000}

id: chat~k3Jd82nQ:18
data: ["chat","k3Jd82nQ",17,18,[["append","ch-chat","a: b"]]]

:

`;

Deno.test("eventReader() reads fields wherever the text is split", () => {
  fc.assert(fc.property(
    fc.array(fc.nat({ max: STREAM.length }), { maxLength: 8 }),
    (cuts) => {
      const events: EventFields[] = [];
      const read = eventReader((fields) => events.push(fields));
      const places = [0, ...cuts.sort((a, b) => a - b), STREAM.length];
      for (let i = 1; i < places.length; i++) {
        read(STREAM.slice(places[i - 1], places[i]));
      }
      assertEquals(events, [
        {
          retry: "1740",
          event: "hello",
          data: '{"build":"f3kM0aQ2","heartbeat":15000}',
        },
        {
          id: "chat~k3Jd82nQ:18",
          data: '["chat","k3Jd82nQ",17,18,[["append","ch-chat","a: b"]]]',
        },
        {},
      ]);
    },
  ));
});
