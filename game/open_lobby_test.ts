// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import type { Guest } from "./guest.ts";
import { MemoryStore } from "./memory_store.ts";
import { Scene } from "./testdata/scene.ts";

Deno.test("Lobby goes on with games that were interrupted, with their people", async () => {
  const store = new MemoryStore();
  let id: string;
  {
    await using scene = new Scene({ store });
    const { lobby, ann, bob } = scene;
    const table = lobby.start(ann, "ultimatum", { takesOver: true });
    table.sit(bob);
    await lobby.rest();
    lobby.rename(bob, "Bert");
    id = table.id;
    const first = table.turnOf(ann) ? ann : bob;
    await scene.choose(table, first, 0);
    const again = lobby.exhibit("truc", ["ralph", "martin"]);
    assertEquals(again.phase, "playing");
    await lobby.rest();
  }
  await using scene = new Scene({ store });
  const { lobby, clock } = scene;
  assertEquals(await lobby.resume(), 2);
  const table = lobby.table(id)!;
  assertEquals(table.table?.view().names, ["Ann", "Bert"]);
  assertEquals(table.manners, { isPrivate: false, takesOver: true });
  const [ann, bert] = await Promise.all(
    ["a", "b"].map((letter) => lobby.known(letter.repeat(64))),
  ) as [Guest, Guest];
  assertEquals(table.playerOf(ann), 0);
  const second = table.turnOf(ann) ? ann : bert;
  await scene.choose(table, second, true);
  assertEquals(table.phase, "over");
  assertEquals(clock.pending > 0, true);
  const robots = lobby.playing[0]!;
  assertEquals(robots.seats.map(({ robot }) => robot), ["ralph", "martin"]);
});

Deno.test("Lobby remembers what people have, at however many tables they won it", async () => {
  const store = new MemoryStore();
  let coins: number;
  {
    await using scene = new Scene({ store });
    const { lobby, ann, bob } = scene;
    const tables = [0, 1, 2].map(() => {
      const table = lobby.start(ann, "prisoners-dilemma");
      table.sit(bob);
      return table;
    });
    await lobby.rest();
    // One is not over when the program ends.
    for (const table of tables.slice(0, 2)) {
      await scene.choose(table, ann, false);
      await scene.choose(table, bob, true);
    }
    coins = ann.coins;
    const won = tables.slice(0, 2).map((table) =>
      table.table!.result!.coins[0]! - 100
    );
    assertEquals(coins, 100 + won[0]! + won[1]!);
    await lobby.rest();
  }
  await using scene = new Scene({ store });
  await scene.lobby.resume();
  assertEquals((await scene.lobby.known("a".repeat(64)))?.coins, coins);
});

Deno.test("Lobby ends a kept game politely that does not fit the rules", async () => {
  const store = new MemoryStore();
  const record = {
    game: "ultimatum",
    version: 1,
    seed: "0".repeat(32),
    names: ["Ann", "Bob"],
    coins: [90, 80],
    entries: [],
  };
  const hash = "a".repeat(64);
  store.begin("bad", record, [
    { player: 0, secretHash: hash, name: "Ann", coins: 90 },
    { player: 1, secretHash: null, name: "Ralph the robot", coins: 80 },
  ]);
  store.append("bad", 0, { player: 0, move: "castle", value: 1 });
  const errors: unknown[] = [];
  await using scene = new Scene({
    store,
    onError: (error) => errors.push(error),
  });
  await scene.lobby.resume();
  assertEquals(errors.length, 1);
  assertEquals(store.game("bad")?.end, {
    ending: "rules-changed",
    winner: null,
    coins: [90, 80],
  });
  assertEquals((await scene.lobby.known(hash))?.coins, 90);
});
