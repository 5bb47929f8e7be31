// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertRejects,
  assertStrictEquals,
} from "@std/assert";
import { IllegalMoveError } from "./errors.ts";
import { LobbyError } from "./lobby_error.ts";
import type { LobbyTable } from "./lobby_table.ts";
import { MemoryStore } from "./memory_store.ts";
import { assertRefused, Scene } from "./testdata/scene.ts";

Deno.test("Lobby seats two people and lets them play", async () => {
  await using scene = new Scene();
  const { lobby, ann, bob } = scene;
  const table = lobby.play(ann, "rock-paper-scissors");
  assertEquals([table.phase, lobby.waiting, lobby.playing], [
    "waiting",
    [table],
    [],
  ]);
  assertStrictEquals(lobby.play(ann, "rock-paper-scissors"), table);
  assertStrictEquals(lobby.play(bob, "rock-paper-scissors"), table);
  await lobby.rest();
  assertEquals([lobby.waiting, lobby.playing], [[], [table]]);
  assertEquals(table.table?.view().names, ["Ann", "Bob"]);
  await scene.choose(table, ann, "paper");
  assertEquals(table.turnOf(ann), undefined);
  assertEquals(table.table?.waitingFor, [1]);
  await scene.choose(table, bob, "rock");
  assertEquals(table.phase, "over");
  assertEquals(table.table?.result?.outcome.winner, 0);
  const [finished] = lobby.finished;
  assertEquals([finished?.id, finished?.winner], [table.id, 0]);
});

Deno.test("Lobby gives free seats to robots after a while, or at once", async () => {
  await using scene = new Scene({ robotAfter: 5000 });
  const { lobby, ann, bob } = scene;
  const first = lobby.play(ann, "rock-paper-scissors");
  await scene.pass(4);
  assertEquals(first.phase, "waiting");
  await scene.pass(1);
  assertEquals(first.phase, "playing");
  assertEquals(first.seats[1]?.robot, "nelson");
  assertRefused("late", () => first.sit(bob));

  const second = lobby.play(bob, "truc");
  assertRefused("not-seated", () => second.fill(ann));
  second.fill(bob);
  assertEquals(second.phase, "playing");
});

Deno.test("Lobby lets robots think for a moment", async () => {
  await using scene = new Scene({ robotPause: 2000 });
  const { lobby, ann } = scene;
  const table = lobby.play(ann, "rock-paper-scissors");
  table.fill(ann);
  await lobby.rest();
  await scene.choose(table, ann, "paper");
  await scene.pass(1);
  assertEquals(table.phase, "playing");
  await scene.pass(1);
  assertEquals(table.phase, "over");
});

Deno.test("Lobby refuses moves that are late, repeated or not offered, and nothing happens", async () => {
  await using scene = new Scene();
  const { lobby, ann, bob, cid } = scene;
  const table = lobby.play(ann, "ultimatum");
  lobby.play(bob, "ultimatum");
  await lobby.rest();
  const [first, second] = table.turnOf(ann) ? [ann, bob] : [bob, ann];
  const { move, turn } = table.turnOf(first)!.turn;
  for (
    const [guest, sent] of [
      [second, { move, turn, value: 1 }],
      [first, { move, turn, value: 1.5 }],
      [first, { move, turn, value: -1 }],
      [first, { move, turn, value: "1" }],
      [first, { move, turn: turn + 1, value: 1 }],
      [first, { move: "accept", turn, value: true }],
    ] as const
  ) await assertRejects(() => table.move(guest, sent), IllegalMoveError);
  await assertRejects(
    () => table.move(cid, { move, turn, value: 1 }),
    LobbyError,
    "you do not sit here",
  );
  assertEquals(table.table?.record.entries, []);
  const moved = table.move(first, { move, turn, value: 1 });
  await assertRejects(
    () => table.move(first, { move, turn, value: 2 }),
    IllegalMoveError,
  );
  await moved;
  assertEquals(table.table?.record.entries.length, 1);
});

Deno.test("Lobby ends a game whose player does not move in time", async () => {
  await using scene = new Scene({ moveTimeout: 60_000 });
  const { lobby, ann, bob } = scene;
  const table = lobby.play(ann, "rock-paper-scissors");
  lobby.play(bob, "rock-paper-scissors");
  await lobby.rest();
  await scene.choose(table, bob, "paper");
  await scene.pass(20);
  assertEquals(table.turnOf(ann)?.timeLeft, 40_000);
  await scene.pass(39);
  assertEquals(table.phase, "playing");
  await scene.pass(1);
  assertEquals(table.phase, "over");
  assertEquals(table.table?.result?.ending, "left");
  assertEquals(table.table?.result?.outcome.winner, 1);
});

Deno.test("Lobby ends a game where nobody moves, even if they may take for ever", async () => {
  await using scene = new Scene({ moveTimeout: 0, idleTimeout: 60_000 });
  const { lobby, ann, bob } = scene;
  const table = lobby.play(ann, "rock-paper-scissors");
  lobby.play(bob, "rock-paper-scissors");
  await scene.pass(40);
  assertEquals(table.turnOf(ann)?.timeLeft, null);
  await scene.choose(table, ann, "rock");
  await scene.pass(59);
  assertEquals(table.phase, "playing");
  await scene.pass(1);
  assertEquals(table.phase, "over");
  assertEquals(table.table?.result?.outcome.winner, 0);
});

Deno.test("Lobby lets a robot play on for who leaves, and gives the seat back", async () => {
  await using scene = new Scene({ moveTimeout: 10_000 });
  const { lobby, ann, bob } = scene;
  const table = lobby.start(ann, "truc", { takesOver: true });
  table.sit(bob);
  await lobby.rest();
  table.leave(ann);
  await scene.pass(1);
  assertEquals(table.seats[0]?.robot, "martin");
  assertEquals(table.table?.view().names, ["Ann's robot", "Bob"]);
  assertEquals(table.table?.waitingFor, [1]);
  await assertRejects(
    () => table.move(ann, { move: "change", turn: 1, value: true }),
    LobbyError,
  );
  // Bob is too slow, so that both are robots now.
  await scene.pass(10);
  assertEquals(table.seats[1]?.robot, "martin");
  table.comeBack(ann);
  table.comeBack(bob);
  assertEquals(table.table?.view().names, ["Ann", "Bob"]);
  assertEquals(table.phase, "playing");
});

Deno.test("Lobby ends a game where somebody resigns, by its rules", async () => {
  await using scene = new Scene();
  const { lobby, ann, bob } = scene;
  const table = lobby.play(ann, "nash-bargain");
  lobby.play(bob, "nash-bargain");
  await lobby.rest();
  const { penalty } = table.table!.view().table as unknown as {
    penalty: number;
  };
  table.leave(ann);
  await lobby.rest();
  assertEquals(table.phase, "over");
  assertEquals([ann.coins, bob.coins], [100 - penalty, 100]);
});

Deno.test("Lobby keeps coins from one game to the next", async () => {
  await using scene = new Scene({ coins: 100, leastCoins: 10 });
  const { lobby, ann, bob } = scene;
  for (let i = 0; i < 3; i++) {
    const table = lobby.play(ann, "prisoners-dilemma");
    lobby.play(bob, "prisoners-dilemma");
    await lobby.rest();
    const before = [ann.coins, bob.coins];
    assertEquals(table.table?.view().coins, before);
    await scene.choose(table, ann, false);
    await scene.choose(table, bob, true);
    assertEquals(table.table?.result?.coins, [ann.coins, bob.coins]);
    assert(ann.coins > before[0]!);
    assert(bob.coins <= before[1]!);
  }
});

Deno.test("Lobby plays again with the same people", async () => {
  await using scene = new Scene({ rematchAfter: 30_000 });
  const { lobby, ann, bob, cid } = scene;
  const table = lobby.play(ann, "rock-paper-scissors");
  lobby.play(bob, "rock-paper-scissors");
  await lobby.rest();
  assertRefused("late", () => table.again(ann));
  await scene.choose(table, ann, "rock");
  await scene.choose(table, bob, "rock");
  assertRefused("not-seated", () => table.again(cid));
  const next = table.again(ann);
  assertStrictEquals(table.next, next);
  assertStrictEquals(table.again(ann), next);
  assertRefused("late", () => next.sit(cid));
  assert(lobby.play(cid, "rock-paper-scissors") !== next);
  assertStrictEquals(table.again(bob), next);
  assertEquals(next.phase, "playing");
  assertEquals([next.playerOf(ann), next.playerOf(bob)], [0, 1]);
});

Deno.test("Lobby does not wait for ever for those who do not play again", async () => {
  await using scene = new Scene({ rematchAfter: 30_000 });
  const { lobby, ann, bob } = scene;
  const table = lobby.play(ann, "rock-paper-scissors");
  lobby.play(bob, "rock-paper-scissors");
  await lobby.rest();
  table.leave(bob);
  await lobby.rest();
  const next = table.again(ann);
  await scene.pass(29);
  assertEquals(next.phase, "waiting");
  await scene.pass(1);
  assertEquals([next.phase, next.seats[1]?.robot], ["playing", "nelson"]);
  const third = table.again(bob);
  assert(third !== next);
});

Deno.test("Lobby shows a private table to those alone who were invited", async () => {
  await using scene = new Scene({ waitTimeout: 600_000 });
  const { lobby, ann, bob, cid } = scene;
  const table = lobby.start(ann, "truc", { isPrivate: true });
  assertEquals(lobby.waiting, []);
  assertEquals([table.admits(null), table.admits(bob), table.admits(ann)], [
    false,
    false,
    true,
  ]);
  assertRefused("unknown", () => table.sit(bob));
  assertRefused("unknown", () => table.sit(bob, "guessed"));
  assert(lobby.play(cid, "truc") !== table);
  // Robots come if they are called.
  await scene.pass(60);
  assertEquals(table.phase, "waiting");
  table.sit(bob, table.invitation);
  assertEquals(table.phase, "playing");
  assertEquals(lobby.playing.includes(table), false);
  table.leave(bob);
  await lobby.rest();
  assertEquals(lobby.finished.some(({ id }) => id === table.id), false);
});

Deno.test("Lobby forgets who got up before the game began", async () => {
  await using scene = new Scene();
  const { lobby, ann, bob } = scene;
  const table = lobby.start(ann, "blackjack", { isPrivate: true, seats: 3 });
  const other = lobby.start(ann, "truc");
  table.sit(bob, table.invitation);
  assertStrictEquals(await lobby.known(bob.id), bob);
  table.leave(bob);
  assertEquals(await lobby.known(bob.id), null);
  table.leave(ann);
  assertStrictEquals(await lobby.known(ann.id), ann);
  other.leave(ann);
  assertEquals(await lobby.known(ann.id), null);
});

Deno.test("Lobby clears tables for which nobody comes, and those that are left", async () => {
  await using scene = new Scene({ waitTimeout: 600_000 });
  const { lobby, ann, bob } = scene;
  const left = lobby.start(ann, "truc");
  left.leave(ann);
  assertEquals([left.phase, lobby.table(left.id)], ["gone", undefined]);
  const waiting = lobby.start(ann, "truc", { isPrivate: true });
  await scene.pass(600);
  assertEquals([waiting.phase, lobby.table(waiting.id)], ["gone", undefined]);
  assertRefused("late", () => waiting.sit(bob, waiting.invitation));
});

Deno.test("Lobby carries what is said, no more and no faster than allowed", async () => {
  await using scene = new Scene({ maxTalk: 10, maxTalkLines: 3, talkRate: 4 });
  const { lobby, ann, cid } = scene;
  const table = lobby.start(ann, "truc");
  for (const text of ["  hi \n there ", "b", "c", "d"]) table.say(ann, text);
  assertEquals(table.talk.map(({ text, number }) => [text, number]), [
    ["b", 2],
    ["c", 3],
    ["d", 4],
  ]);
  assertRefused("full", () => table.say(ann, "e"));
  assertRefused("malformed", () => table.say(ann, "   "));
  assertRefused("malformed", () => table.say(ann, "e".repeat(11)));
  assertRefused("not-seated", () => table.say(cid, "e"));
  await scene.pass(10);
  table.say(ann, "e");
  assertEquals(table.talk.at(-1)?.text, "e");
});

Deno.test("Lobby calls people what they want to be called", async () => {
  await using scene = new Scene();
  const { lobby, ann, bob } = scene;
  const table = lobby.play(ann, "truc");
  lobby.play(bob, "truc");
  await lobby.rest();
  lobby.rename(ann, "Anna");
  assertEquals(table.table?.view().names, ["Anna", "Bob"]);
});

Deno.test("Lobby bounds tables, seats, and tables of robots", async () => {
  await using scene = new Scene({
    maxTables: 3,
    maxSeats: 2,
    maxRobotTables: 1,
  });
  const { lobby, ann, bob, cid } = scene;
  lobby.start(ann, "truc");
  lobby.start(ann, "blackjack");
  assertRefused("full", () => lobby.start(ann, "truc"));
  assertEquals(lobby.waiting.length, 2);
  lobby.exhibit("truc");
  assertRefused("full", () => lobby.exhibit("truc"));
  assertRefused("full", () => lobby.start(bob, "ultimatum"));
  lobby.play(bob, "truc");
  assertRefused("unknown", () => lobby.start(cid, "chess"));
  assertRefused("malformed", () => lobby.start(cid, "truc", { seats: 3 }));
});

Deno.test("Lobby keeps a bounded number of tables after their games, for a while", async () => {
  await using scene = new Scene({
    maxOver: 2,
    keepOver: 300_000,
    maxListed: 4,
  });
  const { lobby, ann, bob } = scene;
  const tables: LobbyTable[] = [];
  for (let i = 0; i < 5; i++) {
    const table = lobby.play(ann, "rock-paper-scissors");
    lobby.play(bob, "rock-paper-scissors");
    table.leave(bob);
    await lobby.rest();
    // It may have been asked to leave before the game had begun.
    if (table.phase === "playing") table.leave(bob);
    await lobby.rest();
    tables.push(table);
  }
  const phases = tables.map(({ phase }) => phase);
  assertEquals(phases, ["gone", "gone", "gone", "over", "over"]);
  assertEquals(lobby.finished.length, 4);
  await scene.pass(300);
  assertEquals(tables.map(({ phase }) => phase), Array(5).fill("gone"));
});

Deno.test("Lobby ends a game that cannot be kept, and nobody loses anything", async () => {
  class FullStore extends MemoryStore {
    override append(): void {
      throw new Error("The disk is full");
    }
  }
  const errors: unknown[] = [];
  await using scene = new Scene({
    store: new FullStore(),
    onError: (error) => errors.push(error),
  });
  const { lobby, ann, bob } = scene;
  const table = lobby.play(ann, "prisoners-dilemma");
  lobby.play(bob, "prisoners-dilemma");
  await lobby.rest();
  await scene.choose(table, ann, false);
  assertEquals([table.phase, table.table?.result], ["over", undefined]);
  assertEquals(errors.length, 1);
  assertEquals([ann.coins, bob.coins], [100, 100]);
});

Deno.test("Lobby tells of changes once for all that happens in one go", async () => {
  await using scene = new Scene();
  const { lobby, ann, bob } = scene;
  const told: LobbyTable[][] = [];
  const end = lobby.listen((tables) => told.push([...tables]));
  const table = lobby.play(ann, "truc");
  lobby.play(bob, "truc");
  table.say(ann, "hello");
  await lobby.rest();
  assertEquals(told, [[table]]);
  end();
  table.say(ann, "again");
  await lobby.rest();
  assertEquals(told.length, 1);
});
