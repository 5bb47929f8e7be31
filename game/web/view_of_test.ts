// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import { playGame } from "../play_game.ts";
import { robot } from "../robot.ts";
import { Scene } from "../testdata/scene.ts";
import { truc, type TrucHand } from "../truc.ts";
import type { TableView } from "./table_view.ts";
import { replayOf, viewOf } from "./view_of.ts";

/** How many cards of each player a view shows. */
function cardsIn(view: TableView): number[] {
  const { players } = view as unknown as TableView<TrucHand, TrucHand>;
  return players.map(({ hand }) => hand.hand?.length ?? 0);
}

Deno.test("viewOf() shows players their own hand, and nobody another's", async () => {
  await using scene = new Scene();
  const { lobby, ann, bob, cid } = scene;
  const table = lobby.play(ann, "truc");
  lobby.play(bob, "truc");
  await lobby.rest();
  const game = table.table!;
  const anns = viewOf(table, game, { guest: ann });
  assertEquals([anns.viewer, cardsIn(anns)], [0, [3, 0]]);
  const bobs = viewOf(table, game, { guest: bob });
  assertEquals([bobs.viewer, cardsIn(bobs)], [1, [0, 3]]);
  for (const guest of [null, cid]) {
    const view = viewOf(table, game, { guest });
    assertEquals([view.viewer, cardsIn(view), view.hand], [
      undefined,
      [0, 0],
      {},
    ]);
    // What is told to one alone is not among what others are told either.
    assertEquals(view.announcements.every(({ to }) => to === "all"), true);
  }
  assertEquals(anns.players.map(({ isViewer }) => isViewer), [true, false]);
  assertEquals(anns.players.map(({ isToMove }) => isToMove), [true, true]);
});

Deno.test("viewOf() says who has left, who is a robot, and how it came out", async () => {
  await using scene = new Scene();
  const { lobby, ann } = scene;
  const table = lobby.play(ann, "truc");
  table.fill(ann);
  await lobby.rest();
  table.leave(ann);
  await lobby.rest();
  const view = viewOf(table, table.table!, { guest: ann });
  assertEquals(
    view.players.map(({ hasLeft, isRobot }) => [hasLeft, isRobot]),
    [[true, false], [false, true]],
  );
  assertEquals(view.result, { winner: 1, ending: "left" });
});

Deno.test("replayOf() shows every hand, as it was after some moves", async () => {
  const players = [robot("martin", truc), robot("nelson", truc)];
  const { record, outcome } = await playGame(truc, players);
  const first = await replayOf(truc, record, { entries: 0 });
  assertEquals([first.viewer, cardsIn(first)], [undefined, [3, 3]]);
  assertEquals([first.result, first.isReplay], [undefined, true]);
  const viewer = 1;
  const entries = record.entries.length;
  const last = await replayOf(truc, record, { entries, viewer });
  assertEquals([last.viewer, last.result?.winner], [1, outcome.winner]);
});
