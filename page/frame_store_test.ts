// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertMatch,
  assertNotEquals,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";
import { TestClock } from "../net/test_clock.ts";
import { recordOf } from "./_frame_record.ts";
import { isSecret, randomSecret } from "./_secret.ts";
import { Browser } from "./_browse.ts";
import {
  checkVisitorName,
  type Frame,
  type FrameStore,
  randomVisitorName,
  type Site,
  site,
  variable,
  type Visitor,
  type VisitorOptions,
} from "./mod.ts";

function storeWith(visitors: VisitorOptions): {
  clock: TestClock;
  store: FrameStore;
  faults: unknown[];
} {
  const clock = new TestClock();
  const faults: unknown[] = [];
  const one = site({ clock, visitors, onError: (error) => faults.push(error) });
  return { clock, store: one.frames, faults };
}

Deno.test("FrameStore forgets who only looked before who acted", () => {
  const { clock, store } = storeWith({ maxVisitors: 3 });
  const actor = store.createVisitor();
  store.noteAction(actor);
  const [old, watching] = [store.createVisitor(), store.createVisitor()];
  const held = store.createFrame(watching);
  const release = held.hold();
  clock.advance(1);
  const next = store.createVisitor();
  assertEquals(store.find(store.secretOf(old)), null);
  for (const visitor of [actor, watching, next]) {
    assertStrictEquals(store.find(store.secretOf(visitor)), visitor);
  }
  // Who has a live connection goes after who has none, but does go.
  store.createVisitor();
  assertEquals(store.find(store.secretOf(next)), null);
  assert(!held.isDestroyed);
  store.noteAction(store.createVisitor());
  store.createVisitor();
  assert(held.isDestroyed);
  release();
  assertEquals(store.stats().visitors, 3);
});

Deno.test("FrameStore forgets whoever is logged in after all others", () => {
  const { store } = storeWith({ maxVisitors: 3 });
  const known = store.createVisitor();
  store.noteAction(known);
  store.changeAccount(known, "ada");
  // Strangers act, too, and cannot log anybody out by being many.
  for (let i = 0; i < 10; i++) store.noteAction(store.createVisitor());
  assertStrictEquals(store.find(store.secretOf(known)), known);
  assertEquals(store.stats().visitors, 3);
  // The bound holds all the same.
  for (let i = 0; i < 10; i++) {
    const visitor = store.createVisitor();
    store.noteAction(visitor);
    store.changeAccount(visitor, "ada");
  }
  assertEquals(store.stats().visitors, 3);
});

Deno.test("FrameStore ends frames that are idle, old, or too many", () => {
  const { clock, store } = storeWith({
    maxFrames: 2,
    frameIdle: 1000,
    frameLifetime: 5000,
  });
  const visitor = store.createVisitor();
  const ended: number[] = [];
  const open = () => {
    const frame = store.createFrame(visitor);
    frame.onDestroy(({ tab }) => ended.push(tab));
    return frame;
  };
  open();
  open();
  store.findFrame(visitor, 1);
  open();
  assertEquals(ended, [2]);
  const release = store.findFrame(visitor, 3)!.hold();
  clock.advance(1000);
  assertEquals(store.findFrame(visitor, 1), null);
  assertEquals(ended, [2, 1]);
  // What is looked at stays, and has its time of grace after that.
  clock.advance(2000);
  store.sweep();
  release();
  release();
  clock.advance(999);
  store.sweep();
  assertEquals(ended, [2, 1]);
  clock.advance(1);
  store.sweep();
  assertEquals(ended, [2, 1, 3]);
  // Nothing makes it live for ever.
  open().hold();
  clock.advance(5000);
  assertEquals(store.findFrame(visitor, 4), null);
  assertEquals(store.stats().frames, 0);
});

Deno.test("FrameStore forgets visitors that are idle or old, with their frames", () => {
  const { clock, store } = storeWith({
    visitorIdle: 10_000,
    visitorLifetime: 50_000,
    frameIdle: 100_000,
  });
  const visitor = store.createVisitor();
  const secret = store.secretOf(visitor);
  const frame = store.createFrame(visitor);
  for (let time = 0; time < 50_000; time += 10_000) {
    assertStrictEquals(store.find(secret), visitor);
    clock.advance(9_999);
    assertStrictEquals(store.find(secret), visitor);
    clock.advance(1);
  }
  assertEquals(store.find(secret), null);
  assert(frame.isDestroyed);
  assertEquals(store.stats(), { visitors: 0, acted: 0, frames: 0 });
  // A frame of a visitor whom nobody knows has ended when it begins.
  assert(store.createFrame(visitor).isDestroyed);
});

Deno.test("a frame calls each destroy hook once, whatever others do", () => {
  const { store, faults } = storeWith({});
  const frame = store.createFrame(store.createVisitor());
  const called: string[] = [];
  const note = () => void called.push("twice");
  frame.onDestroy(() => called.push("first"));
  frame.onDestroy(() => {
    throw new Error("hook");
  });
  frame.onDestroy(() => called.push("removed"))();
  frame.onDestroy(note);
  frame.onDestroy(note);
  store.destroyFrame(frame);
  store.destroyFrame(frame);
  assertEquals(called, ["first", "twice", "twice"]);
  assertEquals(faults.map(String), ["Error: hook"]);
  frame.onDestroy(() => called.push("late"));
  assertEquals(called.pop(), "late");
});

Deno.test("variables are per visitor and per frame", () => {
  const { store } = storeWith({});
  const coins = variable<number | undefined>("coins", 10);
  const visitor = store.createVisitor();
  const [one, two] = [store.createFrame(visitor), store.createFrame(visitor)];
  assertEquals(visitor.get(coins), 10);
  visitor.set(coins, undefined);
  assertEquals(visitor.get(coins), undefined);
  one.set(coins, 7);
  assertEquals([one.get(coins), two.get(coins)], [7, 10]);
  assertEquals(one.get(variable("coins", 1)), 1);
});

Deno.test("site() refuses limits that make no sense", () => {
  assertThrows(() => site({ visitors: { maxVisitors: 0 } }), RangeError);
  assertThrows(() => site({ visitors: { frameIdle: NaN } }), RangeError);
  assertThrows(() => site({ baseUrl: "ftp://x" }), TypeError);
  assertThrows(() => site({ baseUrl: "shop" }), TypeError);
  assertThrows(() => site({ prefix: "/x" }), TypeError);
  assertThrows(() => site({ prefix: "/../" }), TypeError);
});

Deno.test("visitors have readable names, and tidy ones", () => {
  const { store } = storeWith({});
  const names = new Set(Array.from({ length: 50 }, randomVisitorName));
  assert(names.size > 45);
  for (const name of names) {
    assertMatch(name, /^[A-Z][a-z]+ [A-Z] [A-Z][a-z]+$/);
  }
  const visitor = store.createVisitor();
  visitor.rename(" Ada\u00a0 Lovelace ");
  assertEquals(visitor.name, "Ada Lovelace");
  visitor.rename("\u{1f600}".repeat(40));
  for (
    const bad of [
      "",
      " ",
      "a\nb",
      "\u202eevil",
      "a\u0000",
      "Z\u0351\u0352\u0353\u0354\u0355",
    ]
  ) {
    assertThrows(() => visitor.rename(bad), SyntaxError);
  }
  for (const long of ["x".repeat(41), "x".repeat(1e6)]) {
    assertThrows(() => visitor.rename(long), RangeError);
  }
});

Deno.test("checkVisitorName() makes names that it takes as they are", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 50 }), (text) => {
      let name: string;
      try {
        name = checkVisitorName(text);
      } catch (error) {
        assert(error instanceof SyntaxError || error instanceof RangeError);
        return;
      }
      assertEquals(checkVisitorName(name), name);
    }),
  );
});

Deno.test("randomSecret() makes secrets of 128 bits that differ", () => {
  const secrets = new Set(Array.from({ length: 5000 }, randomSecret));
  assertEquals(secrets.size, 5000);
  for (const secret of secrets) assert(isSecret(secret), secret);
  // All bits are used: each of the first 21 characters takes all 64 values.
  for (let at = 0; at < 21; at++) {
    assertEquals(new Set(Array.from(secrets, (s) => s[at])).size, 64);
  }
  assertEquals(new Set(Array.from(secrets, (s) => s[21])), new Set("AQgw"));
  for (
    const bad of ["", "x", "A".repeat(21), "A".repeat(21) + "B", "A".repeat(23)]
  ) {
    assert(!isSecret(bad));
  }
});

Deno.test("a visitor's cookie is a secret of its own host, over TLS where there is TLS", async () => {
  const cases: [origin: string, baseUrl: string | undefined, cookie: RegExp][] =
    [
      [
        "http://localhost",
        undefined,
        /^tpd2=[\w-]{22}; HttpOnly; Max-Age=\d+; SameSite=Lax; Path=\/$/,
      ],
      ["https://localhost", undefined, /^__Host-tpd2=[\w-]{22}; Secure; /],
      ["http://localhost", "https://shop.example", /^__Host-tpd2=.*; Secure; /],
    ];
  for (const [origin, baseUrl, cookie] of cases) {
    const one = site(baseUrl === undefined ? {} : { baseUrl })
      .page("/", (_values, { visitor }) => visitor.name);
    const browser = new Browser(one, origin);
    const first = await browser.get("/");
    const [set, ...more] = first.headers.getSetCookie();
    assertEquals(more, []);
    assertMatch(set!, cookie);
    assert(set!.includes("; Max-Age=2592000; "));
    // It is set once, and the same visitor comes back.
    const second = await browser.get("/");
    assertEquals(second.headers.getSetCookie(), []);
    assertEquals(second.text, first.text);
    assertEquals(one.frames.stats().visitors, 1);
  }
  // Over TLS the plain name counts for nothing: another host may have set it.
  const one: Site = site().page("/", (_values, { visitor }) => visitor.name);
  const plain = new Browser(one);
  await plain.get("/");
  const secure = new Browser(one, "https://localhost");
  secure.cookies.set("tpd2", plain.cookies.get("tpd2")!);
  await secure.get("/");
  assertNotEquals(secure.cookies.get("__Host-tpd2"), plain.cookies.get("tpd2"));
});

Deno.test("a page that answers by itself sets the cookie too", async () => {
  const one = site().page(
    "/",
    (_values, { visitor }) => new Response(visitor.name),
  ).page(
    "/known",
    (_values, context) =>
      `${context.knownVisitor?.name} ${context.knownFrame?.tab}`,
  );
  const browser = new Browser(one);
  const first = await browser.get("/");
  assertEquals(browser.cookies.size, 1);
  assertEquals(first.headers.get("cache-control"), "no-store");
  const known = await browser.get("/known");
  assert(known.text.includes(`${first.text} undefined`));
  const stranger = new Browser(one);
  assert((await stranger.get("/known")).text.includes("undefined undefined"));
  assertEquals(stranger.cookies.size, 0);
});

type Step =
  | { do: "visit"; who: number }
  | { do: "open"; who: number }
  | { do: "act"; who: number }
  | { do: "hold" | "release" | "login"; who: number }
  | { do: "wait"; time: number };

Deno.test("FrameStore keeps its bounds and its promises, whatever happens", () => {
  const limits = {
    maxVisitors: 4,
    maxFrames: 2,
    visitorIdle: 20_000,
    visitorLifetime: 60_000,
    frameIdle: 8_000,
    frameLifetime: 30_000,
  };
  const who = fc.nat(7);
  const steps: fc.Arbitrary<Step[]> = fc.array(
    fc.oneof(
      fc.record({
        do: fc.constantFrom<"visit" | "open" | "act">("visit", "open", "act"),
        who,
      }),
      fc.record({
        do: fc.constantFrom<"hold" | "release" | "login">(
          "hold",
          "release",
          "login",
        ),
        who,
      }),
      fc.record({ do: fc.constant<"wait">("wait"), time: fc.nat(9_000) }),
    ),
    { maxLength: 120 },
  );
  fc.assert(fc.property(steps, (steps) => {
    const { clock, store } = storeWith(limits);
    const people: (Visitor | undefined)[] = [];
    const holds = new Map<number, () => void>();
    const alive = new Set<Frame>();
    for (const step of steps) {
      if (step.do === "wait") {
        clock.advance(step.time);
        continue;
      }
      const before = people[step.who];
      const known = before && store.find(store.secretOf(before));
      assert(known === undefined || known === null || known === before);
      const visitor = people[step.who] = known ?? store.createVisitor();
      if (step.do === "act") store.noteAction(visitor);
      if (step.do === "login") {
        const secret = store.secretOf(visitor);
        store.changeAccount(visitor, "a");
        assertEquals(store.find(secret), null);
        assertEquals(store.framesOf(visitor), []);
      }
      if (step.do === "open" || step.do === "hold") {
        const frame = store.createFrame(visitor);
        alive.add(frame);
        frame.onDestroy((frame) => assert(alive.delete(frame)));
        if (step.do === "hold") holds.set(step.who, frame.hold());
      }
      if (step.do === "release") holds.get(step.who)?.();
      // The store and its parts agree.
      const stats = store.stats();
      assert(stats.visitors <= limits.maxVisitors);
      assert(stats.acted <= stats.visitors);
      assertEquals(stats.frames, alive.size);
      for (const frame of alive) {
        assert(!frame.isDestroyed);
        assert(
          clock.now() - recordOf(frame).created < limits.frameLifetime + 5000,
        );
      }
      assert(store.framesOf(visitor).length <= limits.maxFrames);
      assertEquals(
        new Set(store.framesOf(visitor).map(({ tab }) => tab)).size,
        store.framesOf(visitor).length,
      );
    }
    store.clear();
    assertEquals(store.stats(), { visitors: 0, acted: 0, frames: 0 });
    assertEquals(alive.size, 0);
  }));
});
