// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  it,
} from "@std/testing/bdd";

const events: string[] = [];

describe("describe()", () => {
  beforeAll(() => void events.push("beforeAll"));
  beforeEach(() => void events.push("beforeEach"));
  afterEach(() => void events.push("afterEach"));
  afterAll(() => void events.push("afterAll"));

  it("runs the hooks before the first test", () => {
    assertEquals(events, ["beforeAll", "beforeEach"]);
    events.push("first");
  });

  it.skip("passes over what is skipped", () => {
    throw new Error("unreachable");
  });

  describe("inside another", () => {
    it("runs the hooks of the outer group", async () => {
      await Promise.resolve();
      assertEquals(events.slice(2), ["first", "afterEach", "beforeEach"]);
    });
  });
});

Deno.test("describe() has run the last hook before the next test", () => {
  assertEquals(events.at(-1), "afterAll");
  assertEquals(events.filter((event) => event === "afterEach").length, 2);
});
