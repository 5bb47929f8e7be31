// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertStringIncludes } from "@std/assert";
import { robot } from "./robot.ts";
import { rockPaperScissors } from "./rock_paper_scissors.ts";
import { servePlayer, StreamController } from "./stream_controller.ts";
import { Table } from "./table.ts";
import { truc } from "./truc.ts";

const nelson = robot("nelson", rockPaperScissors);

/** Plays against one who sends a fixed text; what it was sent, and how it ended. */
async function playAgainst(text: string) {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const sent = new Response(readable).text();
  const remote = new StreamController("Remote", {
    readable: new Blob([text]).stream(),
    writable,
  });
  const table = new Table(rockPaperScissors, [nelson, remote], {
    moveTimeout: 0,
  });
  const result = await table.play();
  await remote.close();
  const lines = (await sent).trim().split("\n").map((line) => JSON.parse(line));
  return { result, lines };
}

Deno.test("StreamController plays with one who answers", async () => {
  const { result, lines } = await playAgainst('{"turn":1,"value":"paper"}\n');
  assertEquals(result.outcome.winner, 1);
  assertEquals(lines.map(({ type }) => type), [
    "announcement",
    "turn",
    "announcement",
    "announcement",
  ]);
  assertEquals(lines[1].choices, {
    type: "one-of",
    values: ["rock", "paper", "scissors"],
  });
});

Deno.test("StreamController passes over answers to other turns", async () => {
  const { result } = await playAgainst(
    '{"turn":0,"value":"rock"}\n{"turn":7,"value":"rock"}\r\n{"value":1}\n{"turn":1,"value":"paper"}\n',
  );
  assertEquals(result.outcome.winner, 1);
});

Deno.test("StreamController tells that a choice was refused, and asks again", async () => {
  const there = new TransformStream<Uint8Array, Uint8Array>();
  const back = new TransformStream<Uint8Array, Uint8Array>();
  const answers = ["well", { rock: true }, "paper"];
  const refusals: unknown[] = [];
  const player = {
    name: "Eager",
    choose: () => answers.shift() as string,
  };
  const served = servePlayer(player, {
    readable: there.readable.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          const { type, message } = JSON.parse(new TextDecoder().decode(chunk));
          if (type === "refused") refusals.push(message);
          controller.enqueue(chunk);
        },
      }),
    ),
    writable: back.writable,
  });
  const remote = new StreamController("Remote", {
    readable: back.readable,
    writable: there.writable,
  });
  const table = new Table(rockPaperScissors, [nelson, remote], {
    moveTimeout: 0,
  });
  const { outcome } = await table.play();
  await remote.close();
  await served;
  assertEquals(outcome.winner, 1);
  assertEquals(refusals.length, 2);
  assertStringIncludes(String(refusals[0]), "not offered");
});

for (
  const [what, text] of [
    ["ends", ""],
    ["is no JSON", "hello\n"],
    ["is no object", "[1]\n7\n"],
    ["is too long", `${" ".repeat(2000)}\n`],
    ["never ends", "x".repeat(5000)],
  ]
) {
  Deno.test(`StreamController counts as gone when its input ${what}`, async () => {
    const { result } = await playAgainst(text!);
    assertEquals([result.ending, result.outcome.winner], ["left", 0]);
  });
}

Deno.test("StreamController counts as gone when it does not read", async () => {
  const remote = new StreamController("Remote", {
    readable: new ReadableStream(),
    writable: new WritableStream({ write: () => new Promise(() => {}) }),
  }, { maxWaitingLines: 1 });
  const table = new Table(rockPaperScissors, [nelson, remote], {
    moveTimeout: 0,
  });
  assertEquals((await table.play()).ending, "left");
});

Deno.test("servePlayer() plays whole games for a StreamController", async () => {
  const there = new TransformStream<Uint8Array, Uint8Array>();
  const back = new TransformStream<Uint8Array, Uint8Array>();
  const martin = robot("martin", truc);
  const served = servePlayer(martin, {
    readable: there.readable,
    writable: back.writable,
  });
  const remote = new StreamController("Remote", {
    readable: back.readable,
    writable: there.writable,
  });
  const table = new Table(truc, [remote, robot("ralph", truc)], {
    moveTimeout: 0,
  });
  assertEquals((await table.play()).ending, "played");
  await remote.close();
  await served;
});

Deno.test("StreamController plays with a child process", async () => {
  const main = new URL("./main.ts", import.meta.url).pathname;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", main, "robot", "truc", "--as", "nelson", "--seed", "1"],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const remote = new StreamController("Child", {
    readable: child.stdout,
    writable: child.stdin,
  });
  const table = new Table(truc, [remote, robot("martin", truc)], {
    moveTimeout: 0,
  });
  assertEquals((await table.play()).ending, "played");
  await remote.close();
  assertEquals((await child.status).code, 0);
});
