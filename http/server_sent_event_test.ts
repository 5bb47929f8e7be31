// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  formatEvent,
  lastEventId,
  type ServerSentEvent,
} from "./server_sent_event.ts";

/** Reads a stream as the HTML standard says (section 9.2.6). */
function interpret(text: string) {
  const events: { type: string; data: string; id: string }[] = [];
  let [type, data, id, retry] = ["", "", "", null as number | null];
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line === "") {
      if (data !== "") {
        events.push({ type: type || "message", data: data.slice(0, -1), id });
      }
      type = data = "";
      continue;
    }
    if (line.startsWith(":")) continue;
    const colon = line.indexOf(":");
    const name = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "event") type = value;
    else if (name === "data") data += `${value}\n`;
    else if (name === "id" && !value.includes("\0")) id = value;
    else if (name === "retry" && /^\d+$/.test(value)) retry = Number(value);
  }
  return { events, id, retry };
}

Deno.test("formatEvent() writes each field", () => {
  for (
    const [event, text] of [
      [{ data: "" }, "data: \n\n"],
      [{ data: "a" }, "data: a\n\n"],
      [{ data: "a\nb\rc\r\nd" }, "data: a\ndata: b\ndata: c\ndata: d\n\n"],
      [{ data: "\n" }, "data: \ndata: \n\n"],
      [{ data: " a" }, "data:  a\n\n"],
      [{ event: "x", data: "a" }, "event: x\ndata: a\n\n"],
      [{ id: "7", data: "a" }, "id: 7\ndata: a\n\n"],
      [{ id: "" }, "id: \n\n"],
      [{ retry: 1000 }, "retry: 1000\n\n"],
      [{ comment: "a\nb" }, ": a\n: b\n\n"],
    ] as [ServerSentEvent, string][]
  ) {
    assertEquals(formatEvent(event), text);
  }
});

Deno.test("formatEvent() refuses what would inject fields", () => {
  for (
    const event of [
      {},
      { event: "a\ndata: evil" },
      { event: "a\rdata: evil" },
      { event: "a\0" },
      { id: "a\n\ndata: evil" },
      { id: "a\r" },
      { id: "a\0b" },
    ]
  ) {
    assertThrows(() => formatEvent(event), TypeError, "Cannot write event");
  }
  for (const retry of [-1, 1.5, NaN, Infinity]) {
    assertThrows(() => formatEvent({ retry }), RangeError);
  }
});

Deno.test("formatEvent() writes exactly the event that a browser reads, or throws", () => {
  const text = fc.string({
    unit: fc.constantFrom(
      "a",
      ":",
      " ",
      "\n",
      "\r",
      "\0",
      "data: ",
      "é",
      "\ufeff",
    ),
  });
  fc.assert(fc.property(
    fc.record({ event: text, data: text, id: text, comment: text }, {
      requiredKeys: ["data"],
    }),
    (event) => {
      let written: string;
      try {
        written = formatEvent(event);
      } catch (error) {
        assertEquals(error instanceof TypeError, true);
        return;
      }
      assertEquals(
        interpret(written + written).events,
        [1, 2].map(() => ({
          type: event.event || "message",
          data: event.data.replace(/\r\n|\r/g, "\n"),
          id: event.id ?? "",
        })),
      );
    },
  ));
});

Deno.test("lastEventId() decodes UTF-8, and drops what is too long or none", () => {
  const sent = (value: string | null) => ({
    field: (name: string) => name === "last-event-id" ? value : null,
  });
  assertEquals(lastEventId(sent(null)), null);
  assertEquals(lastEventId(sent("")), null);
  assertEquals(lastEventId(sent("12:3")), "12:3");
  assertEquals(lastEventId(sent("\xc3\xa9")), "é");
  assertEquals(lastEventId(sent("\xe9")), null);
  assertEquals(lastEventId(sent("x".repeat(257))), null);
  assertEquals(lastEventId(sent("xx"), { maxLength: 1 }), null);
});
