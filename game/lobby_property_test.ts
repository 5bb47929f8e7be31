// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { IllegalMoveError } from "./errors.ts";
import { GAMES } from "./games.ts";
import type { Guest } from "./guest.ts";
import { LobbyError } from "./lobby_error.ts";
import type { LobbyTable } from "./lobby_table.ts";
import { MemoryStore } from "./memory_store.ts";
import { replay } from "./replay.ts";
import { Scene } from "./testdata/scene.ts";

const LIMITS = {
  maxTables: 4,
  maxSeats: 2,
  maxRobotTables: 1,
  maxOver: 3,
  maxTalkLines: 3,
};

const NAMES = [...GAMES.keys()];
const PEOPLE = 4;

/** Something that somebody does, sensible or not. */
type Deed = {
  who: number;
  what:
    | "play"
    | "start"
    | "sit"
    | "fill"
    | "move"
    | "leave"
    | "comeBack"
    | "again"
    | "say"
    | "exhibit"
    | "wait";
  /** Which game, table, choice, or how long. */
  which: number;
  flag: boolean;
};

const DEED: fc.Arbitrary<Deed> = fc.record({
  who: fc.nat(PEOPLE - 1),
  what: fc.constantFrom(
    "play",
    "start",
    "sit",
    "fill",
    "move",
    "move",
    "move",
    "move",
    "leave",
    "comeBack",
    "again",
    "say",
    "exhibit",
    "wait",
  ),
  which: fc.nat(1000),
  flag: fc.boolean(),
});

/** A lobby, its people, and every table there ever was. */
class Crowd extends Scene {
  readonly errors: unknown[] = [];
  readonly people: readonly Guest[];
  readonly seen: Set<LobbyTable> = new Set();

  constructor(store: MemoryStore) {
    const errors: unknown[] = [];
    super({ ...LIMITS, store, onError: (error) => errors.push(error) });
    this.errors = errors;
    this.people = Array.from(
      { length: PEOPLE },
      (_, i) => this.lobby.guest(`${i}`.repeat(64), `Person ${i}`),
    );
  }

  #note(table: LobbyTable): void {
    this.seen.add(table);
  }

  async do(deed: Deed): Promise<void> {
    try {
      await this.#do(deed);
    } catch (error) {
      const isRefusal = error instanceof LobbyError ||
        error instanceof IllegalMoveError;
      if (!isRefusal) throw error;
    }
    await this.lobby.rest();
    for (const table of this.seen) {
      if (table.next) this.seen.add(table.next);
    }
  }

  async #do({ who, what, which, flag }: Deed): Promise<void> {
    const { lobby } = this;
    const guest = this.people[who]!;
    const game = NAMES[which % NAMES.length]!;
    if (what === "wait") return await this.pass(1 + which % 8);
    if (what === "play") return this.#note(lobby.play(guest, game));
    if (what === "exhibit") return this.#note(lobby.exhibit(game));
    if (what === "start") {
      const manners = { isPrivate: which % 3 === 0, takesOver: flag };
      return this.#note(lobby.start(guest, game, manners));
    }
    const tables = [...this.seen];
    const table = tables[which % tables.length];
    if (!table) return;
    switch (what) {
      case "sit":
        return table.sit(guest, flag ? table.invitation : undefined);
      case "say":
        return table.say(guest, "hello");
      case "again":
        return this.#note(table.again(guest));
      case "move":
        return await this.#move(guest, which);
      default:
        table[what](guest);
    }
  }

  /** Answers one of the questions that are put to a guest, if there is one. */
  async #move(guest: Guest, which: number): Promise<void> {
    const asked = [...this.seen].filter((table) => table.turnOf(guest));
    const table = asked[which % asked.length];
    if (!table) return;
    const { turn: { move, turn, choices } } = table.turnOf(guest)!;
    const value = choices.at(which % choices.count);
    await table.move(guest, { move, turn, value });
  }

  check(): void {
    const { lobby } = this;
    const phases = [...this.seen].map(({ phase }) => phase);
    const count = (wanted: string) =>
      phases.filter((phase) => phase === wanted).length;
    assert(count("waiting") + count("playing") <= LIMITS.maxTables);
    assert(count("over") <= LIMITS.maxOver);
    for (const table of this.seen) {
      assert(table.talk.length <= LIMITS.maxTalkLines);
      if (table.phase === "gone") {
        assertEquals(lobby.table(table.id), undefined);
      }
      const guests = table.seats.flatMap(({ guest }) => guest ? [guest] : []);
      assertEquals(new Set(guests).size, guests.length, "one seat for each");
    }
    for (const guest of this.people) {
      const held = lobby.tablesOf(guest).filter(({ phase }) =>
        phase === "waiting" || phase === "playing"
      );
      assert(held.length <= LIMITS.maxSeats);
      assert(Number.isInteger(guest.coins));
    }
    assertEquals(this.errors, []);
  }
}

Deno.test("Lobby stays sound whatever people do, and every game can be watched again", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(DEED, { maxLength: 60 }),
      async (deeds) => {
        const store = new MemoryStore();
        {
          await using crowd = new Crowd(store);
          for (const deed of deeds) {
            await crowd.do(deed);
            crowd.check();
          }
        }
        for (const id of store.finished(100)) {
          const { record, end } = store.game(id)!;
          const { result } = await replay(GAMES.get(record.game)!, record);
          assertEquals(result?.ending, end?.ending);
          assertEquals(result?.coins, end?.coins);
        }
        // What was interrupted goes on.
        await using after = new Crowd(store);
        const running = store.inProgress().length;
        assertEquals(await after.lobby.resume(), running);
        after.check();
      },
    ),
    { numRuns: 60 },
  );
});
