// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { settle } from "../net/testing.ts";
import { GAMES } from "./games.ts";
import { MemoryStore } from "./memory_store.ts";
import type { GameRecord } from "./record.ts";
import { replay } from "./replay.ts";
import { robot } from "./robot.ts";
import { SqliteStore } from "./sqlite_store.ts";
import {
  hashSecret,
  PLAIN_MANNERS,
  type StoredSeat,
  type StoreOptions,
} from "./store.ts";
import { storedTable } from "./stored_table.ts";
import { truc } from "./truc.ts";

const RECORD: GameRecord = {
  game: "ultimatum",
  version: 1,
  seed: "1".repeat(32),
  names: ["Ann", "Bob"],
  coins: [100, 50],
  entries: [],
};

const SEATS: readonly StoredSeat[] = [
  { player: 0, secretHash: "aa", name: "Ann", coins: 100 },
  { player: 1, secretHash: null, name: "Bob", coins: 50 },
];

const STORES: [
  string,
  (options?: StoreOptions) => MemoryStore | SqliteStore,
][] = [
  ["MemoryStore", (options) => new MemoryStore(options)],
  ["SqliteStore", (options) => new SqliteStore(":memory:", options)],
];

for (const [name, make] of STORES) {
  Deno.test(`${name} gives back what was kept`, async () => {
    const store = make();
    store.begin("one", RECORD, SEATS);
    await store.append("one", 0, { player: 0, move: "demand", value: 4 });
    await store.append("one", 1, { player: 1, left: true, timedOut: true });
    assertEquals(store.game("one"), {
      id: "one",
      record: {
        ...RECORD,
        entries: [
          { player: 0, move: "demand", value: 4 },
          { player: 1, left: true, timedOut: true },
        ],
      },
      seats: SEATS,
      manners: PLAIN_MANNERS,
      end: null,
    });
    assertEquals(store.game("two"), undefined);
    store.close();
  });

  Deno.test(`${name} knows which games go on and which are over`, () => {
    const store = make({ maxFinished: 2 });
    for (const id of ["a", "b", "c", "d"]) store.begin(id, RECORD, SEATS);
    assertEquals(store.inProgress(), ["a", "b", "c", "d"]);
    const end = { ending: "played", winner: null, coins: [104, 56] } as const;
    for (const id of ["a", "b", "c"]) store.finish(id, end);
    assertEquals(store.inProgress(), ["d"]);
    assertEquals(store.finished(10), ["c", "b"]);
    assertEquals(store.finished(1), ["c"]);
    assertEquals(store.game("c")?.end, end);
    assertEquals(store.game("a"), undefined);
    store.close();
  });

  Deno.test(`${name} finds the seats of a visitor, with the coins they have now`, () => {
    const store = make();
    store.begin("a", RECORD, SEATS);
    store.finish("a", { ending: "played", winner: 0, coins: [104, 56] });
    store.begin("b", RECORD, SEATS);
    store.begin("c", RECORD, SEATS);
    store.finish("c", { ending: "left", winner: null, coins: [97, 50] });
    const seat = { player: 0, secretHash: "aa", name: "Ann" };
    assertEquals(store.seatsOf("aa", 10), [
      { ...seat, id: "b", coins: 100, over: false },
      { ...seat, id: "c", coins: 97, over: true },
      { ...seat, id: "a", coins: 104, over: true },
    ]);
    assertEquals(store.seatsOf("aa", 1).length, 1);
    assertEquals(store.seatsOf("bb", 10), []);
    store.setSeat("b", { player: 1, secretHash: "bb", name: "Eve", coins: 7 });
    assertEquals(store.seatsOf("bb", 10).map(({ name }) => name), ["Eve"]);
    store.close();
  });

  Deno.test(`${name} refuses what does not follow`, async () => {
    const store = make();
    store.begin("a", RECORD, SEATS);
    assertThrows(() => store.begin("a", RECORD, SEATS));
    const entry = { player: 0, move: "demand", value: 4 } as const;
    const append = async (id: string, index: number) =>
      await store.append(id, index, entry);
    await assertRejects(() => append("a", 1), Error, "Cannot keep entry");
    await assertRejects(() => append("b", 0), Error);
    await append("a", 0);
    await assertRejects(() => append("a", 0), Error, "Cannot keep entry");
    const end = { ending: "played", winner: 0, coins: [0, 0] } as const;
    store.finish("a", end);
    await assertRejects(() => append("a", 1), Error);
    assertThrows(() => store.finish("a", end), Error, "Cannot find game a");
    assertEquals(store.game("a")?.record.entries, [entry]);
    store.close();
  });

  Deno.test(`${name} lets an interrupted game go on where it was`, async () => {
    const store = make();
    let moves = 0;
    const martin = robot("martin", truc);
    const stops = {
      ...martin,
      choose(...args: Parameters<typeof martin.choose>) {
        return ++moves > 7
          ? new Promise<never>(() => {})
          : martin.choose(...args);
      },
    };
    const first = await storedTable(store, truc, [stops, martin], {
      id: "one",
      // A game by chance may be over before the move at which it is to stop.
      seed: "1".repeat(32),
      moveTimeout: 0,
      secretHashes: ["aa", null],
    });
    first.play();
    while (moves <= 7) await settle();
    const before = [...first.table.announcements];
    first.table.stop();
    assertEquals(store.inProgress(), ["one"]);

    const second = await storedTable(store, truc, [martin, martin], {
      id: "one",
    });
    const { ending, record } = await second.play();
    assertEquals(ending, "played");
    assertEquals(second.table.announcements.slice(0, before.length), before);
    assertEquals(store.game("one")?.record, record);
    assertEquals(store.game("one")?.end?.ending, "played");
    assertEquals(store.seatsOf("aa", 1)[0]?.over, true);
    store.close();
  });
}

Deno.test("hashSecret() is the SHA-256", async () => {
  assertEquals(
    await hashSecret("abc"),
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});

Deno.test("SqliteStore keeps many entries at once, whatever one of them is", async () => {
  const store = new SqliteStore(":memory:");
  const ids = Array.from({ length: 100 }, (_, i) => `game ${i}`);
  for (const id of ids) store.begin(id, RECORD, SEATS);
  const entry = { player: 0, move: "demand", value: 4 } as const;
  const kept = ids.flatMap((id) =>
    [0, 1].map((i) => store.append(id, i, entry))
  );
  const bad = store.append("game 3", 7, entry);
  await Promise.all([...kept, assertRejects(() => bad, Error, "entry 7")]);
  for (const id of ids) {
    assertEquals(store.game(id)?.record.entries, [entry, entry]);
  }
  store.close();
});

Deno.test("SqliteStore keeps what waits before it is read, finished or closed", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const path = `${directory}/games.sqlite`;
    const store = new SqliteStore(path);
    for (const id of ["a", "b"]) store.begin(id, RECORD, SEATS);
    const entry = { player: 0, move: "demand", value: 4 } as const;
    const waiting = [store.append("a", 0, entry)];
    assertEquals(store.game("a")?.record.entries, [entry]);
    waiting.push(store.append("a", 1, entry));
    store.finish("a", { ending: "played", winner: 0, coins: [0, 0] });
    waiting.push(store.append("b", 0, entry));
    store.close();
    await Promise.all(waiting);
    using again = new SqliteStore(path);
    assertEquals(again.game("a")?.record.entries, [entry, entry]);
    assertEquals(again.game("b")?.record.entries, [entry]);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("SqliteStore goes on with a file of version 1", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const path = `${directory}/games.sqlite`;
    const old = new SqliteStore(path);
    old.begin("one", RECORD, SEATS);
    old.close();
    const database = new DatabaseSync(path);
    database.exec(
      "ALTER TABLE games DROP COLUMN manners; PRAGMA user_version = 1",
    );
    database.close();
    using store = new SqliteStore(path);
    assertEquals(store.game("one")?.manners, PLAIN_MANNERS);
    const manners = { isPrivate: true, takesOver: true };
    store.begin("two", RECORD, SEATS, manners);
    assertEquals(store.game("two")?.manners, manners);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("SqliteStore refuses a file made by a newer version", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const path = `${directory}/games.sqlite`;
    new SqliteStore(path).close();
    const database = new DatabaseSync(path);
    database.exec("PRAGMA user_version = 99");
    database.close();
    assertThrows(() => new SqliteStore(path), Error, "newer version");
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("SqliteStore loses nothing it acknowledged when it is killed", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const path = `${directory}/games.sqlite`;
    let killed = 0;
    for (const after of [1, 40, 333]) {
      const acknowledged = await playAndKill(path, after);
      killed += acknowledged.size;
      using store = new SqliteStore(path);
      for (const [id, count] of acknowledged) {
        const kept = store.game(id);
        assert(kept, `${id} is lost`);
        assert(kept.record.entries.length >= count, `${id} lost entries`);
      }
    }
    assert(killed > 0);
    await goOn(path);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

/** Lets a process play until it has acknowledged so many entries, and kills it. */
async function playAndKill(
  path: string,
  after: number,
): Promise<Map<string, number>> {
  const script = new URL("./testdata/play_stored.ts", import.meta.url);
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", script.pathname, path],
    stdout: "piped",
  }).spawn();
  const acknowledged = new Map<string, number>();
  const text = child.stdout.pipeThrough(new TextDecoderStream());
  let rest = "";
  let lines = 0;
  for await (const chunk of text) {
    const complete = (rest + chunk).split("\n");
    rest = complete.pop()!;
    for (const line of complete) {
      const [id, count] = line.split(" ");
      acknowledged.set(id!, Number(count));
      lines++;
    }
    if (lines >= after) {
      try {
        child.kill("SIGKILL");
      } catch {
        // It was killed already, and this is what was still in the pipe.
      }
    }
  }
  const { signal } = await child.status;
  assertEquals(signal, "SIGKILL");
  return acknowledged;
}

/** All games that were interrupted go on to their ends, as they began. */
async function goOn(path: string): Promise<void> {
  using store = new SqliteStore(path);
  const interrupted = store.inProgress();
  assert(interrupted.length > 0);
  for (const id of interrupted) {
    const { record, seats } = store.game(id)!;
    assertEquals(seats.map(({ secretHash }) => secretHash), ["aa", null]);
    const kind = GAMES.get(record.game)!;
    const before = await replay(kind, record);
    const players = seats.map(() => robot("martin", kind));
    const { table, play } = await storedTable(store, kind, players, { id });
    const { ending } = await play();
    assertEquals(ending, "played");
    const { length } = before.announcements;
    assertEquals(table.announcements.slice(0, length), before.announcements);
  }
  assertEquals(store.inProgress(), []);
}
