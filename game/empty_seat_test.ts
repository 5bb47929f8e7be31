// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import { settle, TestClock } from "../net/testing.ts";
import type { Announcement } from "./announcement.ts";
import type { Controller } from "./controller.ts";
import { EmptySeat } from "./empty_seat.ts";
import { robot } from "./robot.ts";
import { rockPaperScissors } from "./rock_paper_scissors.ts";
import { Table } from "./table.ts";

const nelson = robot("nelson", rockPaperScissors);

function setUp(after?: number) {
  const clock = new TestClock();
  const seat = new EmptySeat({
    clock,
    robot: () => nelson,
    ...(after === undefined ? {} : { after }),
  });
  const table = new Table(rockPaperScissors, [nelson, seat], {
    clock,
    moveTimeout: 0,
  });
  return { clock, seat, table };
}

Deno.test("EmptySeat gives itself to a robot after 5 s", async () => {
  const { clock, seat, table } = setUp();
  const playing = table.play();
  clock.advance(4999);
  await settle();
  assertEquals([seat.isEmpty, table.waitingFor], [true, [1]]);
  assertEquals(table.view().names, ["Nelson the bully", "Empty seat"]);
  clock.advance(1);
  assertEquals((await playing).ending, "played");
  assertEquals(table.view().names, ["Nelson the bully", "Nelson the bully"]);
});

Deno.test("EmptySeat.take() seats the first who comes, who hears what was missed", async () => {
  const { clock, seat, table } = setUp();
  const playing = table.play();
  const heard: Announcement[] = [];
  const ann: Controller = {
    name: "Ann",
    choose: () => "paper",
    hear: (announcement) => heard.push(announcement),
  };
  assertEquals(seat.take(ann), true);
  assertEquals(seat.take(nelson), false);
  assertEquals(clock.pending, 0);
  assertEquals((await playing).outcome.winner, 1);
  assertEquals(heard.map(({ message }) => message.type), [
    "started",
    "signs",
    "ended",
  ]);
});

Deno.test("EmptySeat.fill() seats the robot at once", async () => {
  const { seat, table, clock } = setUp();
  const playing = table.play();
  seat.fill();
  seat.fill();
  assertEquals((await playing).ending, "played");
  assertEquals(clock.pending, 0);
});

Deno.test("EmptySeat stays empty for ever if told so", () => {
  const { clock, seat } = setUp(0);
  assertEquals(clock.pending, 0);
  assertEquals(seat.isEmpty, true);
});
