// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { settle, TestClock } from "../net/testing.ts";
import type { Announcement, Outcome } from "./announcement.ts";
import { boolean, type Choice, integer } from "./choices.ts";
import type { Controller } from "./controller.ts";
import { IllegalMoveError, RecordError } from "./errors.ts";
import { Game } from "./game.ts";
import type { GameKind } from "./game_kind.ts";
import type { Entry } from "./record.ts";
import { replay } from "./replay.ts";
import { Table } from "./table.ts";

/** Two bids in secret, one in the open. */
class Bids extends Game<{ sum: number }, { secret: number }> {
  async play(): Promise<Outcome> {
    for (const player of this.players) {
      this.showTo(player, { secret: this.random.integer(0, 99) });
    }
    const bids = await this.secretly("bid", integer(0, 9));
    const sum = bids.reduce((a, b) => a + b);
    this.show({ sum });
    const more = await this.move(0, "double", boolean());
    this.pay(0, more ? 2 * sum : sum);
    return { winner: 0 };
  }
}

const bids: GameKind<{ sum: number }, { secret: number }> = {
  name: "bids",
  title: "Bids",
  summary: "Bid.",
  rules: "Bid.",
  version: 1,
  seats: { least: 2, most: 3 },
  Game: Bids,
};

/** One who answers when told to. */
class Puppet implements Controller {
  readonly name: string;
  readonly asked: string[] = [];
  readonly heard: Announcement[] = [];
  readonly errors: IllegalMoveError[] = [];
  #answer: PromiseWithResolvers<Choice> = Promise.withResolvers();

  constructor(name: string) {
    this.name = name;
  }

  choose({ move }: { move: string }): Promise<Choice> {
    this.asked.push(move);
    this.#answer = Promise.withResolvers();
    return this.#answer.promise;
  }

  hear(announcement: Announcement): void {
    this.heard.push(announcement);
  }

  refused(error: IllegalMoveError): void {
    this.errors.push(error);
  }

  async answer(value: unknown): Promise<void> {
    this.#answer.resolve(value as Choice);
    await settle();
  }

  async goAway(): Promise<void> {
    this.#answer.reject(new Error("gone"));
    await settle();
  }
}

function puppets(): [Puppet, Puppet] {
  return [new Puppet("Ann"), new Puppet("Bob")];
}

function types(announcements: readonly Announcement[]): string[] {
  return announcements.map(({ message }) => message.type);
}

Deno.test("Table() asks all at once, and shows nothing until all have moved", async () => {
  const [ann, bob] = puppets();
  const table = new Table(bids, [ann, bob], { moveTimeout: 0 });
  const playing = table.play();
  assertEquals(table.waitingFor, [0, 1]);
  const before = table.announcements.length;
  await bob.answer(4);
  assertEquals(table.waitingFor, [0]);
  assertEquals(table.announcements.length, before);
  await ann.answer(3);
  assertEquals(table.view().table, { sum: 7 });
  assertEquals(table.waitingFor, [0]);
  await ann.answer(true);
  const { outcome, ending, coins } = await playing;
  assertEquals([outcome.winner, ending, coins], [0, "played", [14, 0]]);
});

Deno.test("Table.view() shows a hand to its player only", async () => {
  const [ann, bob] = puppets();
  const table = new Table(bids, [ann, bob], { moveTimeout: 0 });
  table.play();
  const watcher: Announcement[] = [];
  const end = table.listen((announcement) => watcher.push(announcement));
  const secret = (player?: number) =>
    (table.view(player).hand as { secret?: number }).secret;
  assert(typeof secret(0) === "number");
  assertEquals(secret(undefined), undefined);
  assertEquals(ann.heard.filter(({ to }) => to === 1), []);
  assertEquals(bob.heard.filter(({ to }) => to === 0), []);
  assertEquals(ann.heard.filter(({ to }) => to === 0).length, 1);
  await bob.answer(4);
  await ann.answer(4);
  assertEquals(types(watcher), ["shown"]);
  end();
  await ann.answer(false);
  assertEquals(types(watcher), ["shown"]);
});

Deno.test("Table() refuses what is not offered and asks again, three times", async () => {
  const [ann, bob] = puppets();
  const table = new Table(bids, [ann, bob], { moveTimeout: 0 });
  const playing = table.play();
  await ann.answer(10);
  await ann.answer("4");
  assertEquals(ann.errors.length, 2);
  assert(ann.errors[0] instanceof IllegalMoveError);
  assertEquals(ann.asked, ["bid", "bid", "bid"]);
  assertEquals(table.waitingFor, [0, 1]);
  await ann.answer({});
  assertEquals(await playing.then(({ ending }) => ending), "left");
  assertEquals(table.record.entries, [{ player: 0, left: true }]);
});

Deno.test("Table() takes the first of two answers and no late one", async () => {
  const [ann, bob] = puppets();
  const clock = new TestClock();
  const table = new Table(bids, [ann, bob], { clock, whenLate: "default" });
  const playing = table.play();
  await bob.answer(4);
  clock.advance(59_999);
  assertEquals(table.waitingFor, [0]);
  clock.advance(1);
  await settle();
  // Her bid was made for her; what she says now belongs to the next question.
  assertEquals(table.record.entries[1], {
    player: 0,
    move: "bid",
    value: 0,
    timedOut: true,
  });
  assertEquals(table.waitingFor, [0]);
  assertEquals(ann.asked, ["bid", "double"]);
  clock.advance(60_000);
  const { coins, record } = await playing;
  assertEquals(coins, [4, 0]);
  assertEquals(record.entries.length, 3);
  assertEquals(clock.pending, 0);
});

Deno.test("Table() ends the game for one who is late, if it is told so", async () => {
  const clock = new TestClock();
  const table = new Table(bids, puppets(), { clock, moveTimeout: 10 });
  const playing = table.play();
  clock.advance(10);
  const { ending, outcome } = await playing;
  assertEquals([ending, outcome.winner], ["left", 1]);
  assertEquals(clock.pending, 0);
});

Deno.test("Table() gives the seat of one who went away to a robot, if told so", async () => {
  const [ann, bob] = puppets();
  const table = new Table(bids, [ann, bob], {
    moveTimeout: 0,
    whenLate: "robot",
    substitute: () => ({
      name: "Robot",
      choose: ({ move }) => move === "bid" && 5 || true,
    }),
  });
  const playing = table.play();
  await bob.answer(1);
  await ann.goAway();
  const { coins, ending } = await playing;
  assertEquals([coins, ending], [[12, 0], "played"]);
});

Deno.test("Table.leave() ends a game once, and does nothing afterwards", async () => {
  const [ann, bob] = puppets();
  const table = new Table(bids, [ann, bob], { moveTimeout: 0 });
  const playing = table.play();
  table.leave(1);
  table.leave(1);
  table.leave(0);
  const { outcome, record } = await playing;
  assertEquals(outcome.winner, 0);
  assertEquals(record.entries, [{ player: 1, left: true }]);
  table.leave(0);
  await ann.answer(3);
  assertEquals(table.record.entries.length, 1);
  assertThrows(() => table.leave(2), RangeError, "no such seat");
});

Deno.test("Table.reseat() asks the new controller and listens to the old no more", async () => {
  const [ann, bob] = puppets();
  const cid = new Puppet("Cid");
  const table = new Table(bids, [ann, bob], { moveTimeout: 0 });
  table.play();
  table.reseat(0, cid);
  await ann.answer(3);
  assertEquals(table.waitingFor, [0, 1]);
  await cid.answer(4);
  assertEquals(table.waitingFor, [1]);
  table.stop();
});

Deno.test("Table.talk() reaches all and is no part of the game", async () => {
  const [ann, bob] = puppets();
  const table = new Table(bids, [ann, bob], { moveTimeout: 0 });
  table.play();
  const count = table.announcements.length;
  table.talk(0, "  Hello ");
  assertEquals(bob.heard.at(-1)?.message, {
    type: "talked",
    player: 0,
    text: "Hello",
  });
  assertEquals(table.announcements.length, count);
  assertThrows(() => table.talk(0, " "), RangeError);
  assertThrows(() => table.talk(0, "x".repeat(501)), RangeError);
  await settle();
  table.stop();
});

Deno.test("Table() keeps each entry before it takes effect", async () => {
  const [ann, bob] = puppets();
  const kept: Entry[] = [];
  const gate = Promise.withResolvers<void>();
  const table = new Table(bids, [ann, bob], {
    moveTimeout: 0,
    onEntry: (entry) => {
      kept.push(entry);
      return gate.promise;
    },
  });
  const playing = table.play();
  await ann.answer(1);
  await bob.answer(2);
  table.leave(1);
  assertEquals(kept.length, 1);
  assertEquals(table.waitingFor, [0, 1]);
  gate.resolve();
  assertEquals((await playing).ending, "left");
  assertEquals(kept.length, 3);
  assertEquals(table.record.entries, kept);
});

Deno.test("Table() stops when an entry cannot be kept", async () => {
  const [ann, bob] = puppets();
  const table = new Table(bids, [ann, bob], {
    moveTimeout: 0,
    onEntry: () => {
      throw new Error("The disk is full");
    },
  });
  const playing = table.play();
  const failed = assertRejects(() => playing, Error, "The disk is full");
  await ann.answer(1);
  await failed;
  assertEquals(table.record.entries, []);
});

Deno.test("Table() survives listeners and controllers that throw", async () => {
  const loud: Controller = {
    name: "Loud",
    choose: ({ move }) => move === "bid" ? 2 : true,
    hear: () => {
      throw new Error("no");
    },
  };
  const table = new Table(bids, [loud, loud]);
  let heard = 0;
  table.listen(() => {
    heard++;
    throw new Error("no");
  });
  assertEquals((await table.play()).coins, [8, 0]);
  assertEquals(heard, 1);
});

Deno.test("Table() ends a game that asks for ever", async () => {
  class Endless extends Game {
    async play(): Promise<Outcome> {
      while (true) await this.move(0, "again", boolean());
    }
  }
  const one: Controller = { name: "One", choose: () => true };
  const kind = { ...bids, Game: Endless };
  const table = new Table(kind, [one, one], { maxTurns: 50 });
  const { ending, record } = await table.play();
  assertEquals([ending, record.entries.length], ["too-long", 50]);
});

Deno.test("Table() rejects rules that ask twice at once", async () => {
  class Hasty extends Game {
    async play(): Promise<Outcome> {
      await Promise.all([
        this.move(0, "one", boolean()),
        this.move(1, "two", boolean()),
      ]);
      return {};
    }
  }
  const table = new Table({ ...bids, Game: Hasty }, puppets());
  await assertRejects(() => table.play(), Error, "Cannot ask for two");
});

Deno.test("Table() goes on with a record as if nothing had happened", async () => {
  const [ann, bob] = puppets();
  const table = new Table(bids, [ann, bob], { moveTimeout: 0 });
  table.play();
  await bob.answer(4);
  const { record } = table;
  table.stop();
  const [dan, eve] = puppets();
  const again = new Table(bids, [dan, eve], { record, moveTimeout: 0 });
  const playing = again.play();
  await again.caughtUp;
  assertEquals(again.waitingFor, [0]);
  assertEquals(eve.asked, []);
  assertEquals(again.announcements, table.announcements);
  await dan.answer(3);
  await dan.answer(false);
  assertEquals((await playing).coins, [7, 0]);
});

Deno.test("replay() ends politely a game whose rules have changed", async () => {
  const player: Controller = {
    name: "One",
    choose: ({ choices }) => choices.at(0),
  };
  const table = new Table(bids, [player, player], { coins: [5, 6] });
  const { record } = await table.play();
  const newer = { ...bids, version: 2 };
  const { result, announcements } = await replay(newer, record);
  assertEquals(result?.ending, "rules-changed");
  assertEquals(result?.coins, [5, 6]);
  assertEquals(result?.record, record);
  assertEquals(types(announcements), ["started", "ended"]);
});

Deno.test("replay() rejects records that do not fit the rules", async () => {
  const start = {
    game: "bids",
    version: 1,
    seed: "1".repeat(32),
    names: ["Ann", "Bob"],
    coins: [0, 0],
  };
  const bid = (player: number, value: Choice) => ({
    player,
    move: "bid",
    value,
  });
  const wrong: Entry[][] = [
    [bid(0, 10)],
    [bid(0, 1), bid(0, 1)],
    [bid(0, 1), bid(1, 1), bid(0, 1)],
    [{ player: 0, left: true }, bid(1, 1)],
  ];
  for (const entries of wrong) {
    await assertRejects(() => replay(bids, { ...start, entries }), RecordError);
  }
  const other = { ...start, game: "chess", entries: [] };
  await assertRejects(() => replay(bids, other), RecordError);
});

Deno.test("Table() seats no more and no fewer than the game is for", () => {
  const one: Controller = { name: "One", choose: () => true };
  assertThrows(() => new Table(bids, [one]), RangeError, "2 to 3");
  assertThrows(
    () => new Table(bids, [one, one], { coins: [1] }),
    RangeError,
    "bring coins",
  );
});
