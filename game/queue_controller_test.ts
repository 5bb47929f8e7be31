// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertThrows } from "@std/assert";
import { settle, TestClock } from "../net/testing.ts";
import { IllegalMoveError } from "./errors.ts";
import { nashBargain } from "./nash_bargain.ts";
import { QueueController } from "./queue_controller.ts";
import { robot } from "./robot.ts";
import { rockPaperScissors } from "./rock_paper_scissors.ts";
import { Table } from "./table.ts";
import { truc } from "./truc.ts";

function setUp() {
  const ann = new QueueController("Ann");
  const bob = new QueueController("Bob");
  const clock = new TestClock();
  const table = new Table(rockPaperScissors, [ann, bob], { clock });
  return { ann, bob, clock, table };
}

Deno.test("QueueController.send() answers what is asked", async () => {
  const { ann, bob, table, clock } = setUp();
  const playing = table.play();
  assertEquals(ann.turn?.move, "select");
  ann.send({ move: "select", value: "rock", turn: 1 });
  assertEquals(ann.turn, undefined);
  bob.send({ move: "select", value: "paper" });
  assertEquals((await playing).outcome.winner, 1);
  assertEquals(clock.pending, 0);
});

Deno.test("QueueController.send() queues what is made early, and drops what does not fit", async () => {
  const { ann, bob, table } = setUp();
  ann.send({ move: "demand", value: 4 });
  ann.send({ move: "select", value: "well" });
  ann.send({ move: "select", value: "paper" });
  ann.send({ move: "select", value: "rock" });
  bob.send({ move: "select", value: "rock" });
  assertEquals((await table.play()).outcome.winner, 0);
  assertEquals(ann.queued, 1);
  ann.clear();
  assertEquals(ann.queued, 0);
});

Deno.test("QueueController.send() refuses forged and late moves, and nothing happens", async () => {
  const { ann, bob, table } = setUp();
  const playing = table.play();
  const forged = [
    { move: "select", value: "well" },
    { move: "select", value: 3 },
    { move: "select", value: "rock", turn: 2 },
    { move: "win", value: true, turn: 1 },
  ];
  for (const sent of forged) {
    assertThrows(() => ann.send(sent), IllegalMoveError);
  }
  assertEquals(table.waitingFor, [0, 1]);
  ann.send({ move: "select", value: "rock", turn: 1 });
  await settle();
  assertThrows(
    () => ann.send({ move: "select", value: "paper", turn: 1 }),
    IllegalMoveError,
    "the moment is over",
  );
  assertEquals(table.record.entries.length, 1);
  bob.send({ move: "select", value: "scissors", turn: 1 });
  assertEquals((await playing).outcome.winner, 0);
});

Deno.test("QueueController.send() refuses more than can wait", () => {
  const ann = new QueueController("Ann", { maxQueued: 2 });
  ann.send({ move: "demand", value: 1 });
  ann.send({ move: "demand", value: 2 });
  assertThrows(
    () => ann.send({ move: "demand", value: 3 }),
    IllegalMoveError,
    "too many",
  );
});

Deno.test("QueueController times out after 60 s", async () => {
  const { bob, ann, table, clock } = setUp();
  const playing = table.play();
  bob.send({ move: "select", value: "rock" });
  clock.advance(60_000);
  const { ending, outcome } = await playing;
  assertEquals([ending, outcome.winner], ["left", 1]);
  assertEquals(ann.turn, undefined);
  assertThrows(
    () => ann.send({ move: "select", value: "rock", turn: 1 }),
    IllegalMoveError,
  );
});

Deno.test("QueueController tells when it is the player's turn", async () => {
  const asked: string[] = [];
  const ann = new QueueController("Ann", {
    onTurn: ({ move }) => asked.push(move),
  });
  const table = new Table(nashBargain, [ann, robot("martin", nashBargain)], {
    moveTimeout: 0,
  });
  const playing = table.play();
  assertEquals(asked, ["demand"]);
  ann.send({ move: "demand", value: 0 });
  assertEquals((await playing).ending, "played");
});

Deno.test("QueueController does not take a move for the same move later", async () => {
  const ann = new QueueController("Ann");
  const table = new Table(truc, [ann, robot("martin", truc)], {
    moveTimeout: 0,
  });
  table.play();
  const { turn } = ann.turn!;
  ann.send({ move: "change", value: false, turn });
  await settle();
  // The same click again, a moment too late.
  assertThrows(
    () => ann.send({ move: "change", value: false, turn }),
    IllegalMoveError,
  );
  assertEquals(ann.queued, 0);
  table.stop();
});
