// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { TestClock } from "../../net/testing.ts";
import type { TestPage } from "../../page/testing.ts";
import { Lobby } from "../lobby.ts";
import { MemoryStore } from "../memory_store.ts";
import { gameSite } from "./site.ts";
import { formOf, House, idOf } from "./testdata/house.ts";

const RPS = "Play Rock, paper, scissors";

Deno.test("gameSite() lets two people play without JavaScript", async () => {
  await using house = new House();
  const ann = await house.browser().open("/");
  const bob = await house.browser().open("/");
  assertEquals(ann.title, "Games");
  await ann.press(RPS);
  assertMatch(ann.location, /^\/table\/[0-9a-f]{32}\?tab=\d+$/);
  assertStringIncludes(ann.title, "Waiting - Rock, paper, scissors");
  await bob.press(RPS);
  assertEquals(idOf(bob), idOf(ann));
  assertEquals(bob.title, "Your turn - Rock, paper, scissors - Games");
  await ann.reload();
  assertEquals(ann.title, "Your turn - Rock, paper, scissors - Games");
  await ann.press("paper");
  assertEquals(ann.title, "Rock, paper, scissors - Games");
  assertStringIncludes(ann.html, 'http-equiv="refresh"');
  await bob.press("rock");
  assertEquals(bob.title, "Game over - Rock, paper, scissors - Games");
  assertStringIncludes(bob.text, "Play again");
  assert(!bob.html.includes('http-equiv="refresh"'));
  await ann.reload();
  assertStringIncludes(ann.text, "You win the game");
});

Deno.test("gameSite() tells those who listen at once, and says whose turn it is in the title", async () => {
  await using house = new House();
  const ann = await house.listening(house.browser(), "/");
  await ann.press(RPS);
  const bob = await house.listening(house.browser(), "/");
  assertStringIncludes(bob.text, "Waiting for you");
  await bob.press(RPS);
  await ann.update();
  assertEquals(ann.title, "Your turn - Rock, paper, scissors - Games");
  await ann.press("scissors");
  assertEquals(ann.title, "Rock, paper, scissors - Games");
  await bob.press("rock");
  assertStringIncludes(bob.text, "You win the game");
  await ann.update();
  assertEquals(ann.title, "Game over - Rock, paper, scissors - Games");
});

Deno.test("gameSite() shows nobody what is in another's hand", async () => {
  await using house = new House();
  const ann = await house.browser().open("/");
  const bob = await house.browser().open("/");
  await ann.press("Play Truc");
  await bob.press("Play Truc");
  await ann.reload();
  const watcher = await house.listening(
    house.browser(),
    `/table/${idOf(ann)}`,
  );
  const game = house.lobby.table(idOf(ann))!.table!;
  const hands = [0, 1].map((player) =>
    (game.view(player).hand as unknown as { hand: string[] }).hand
  );
  const all = new Set(hands.flat());
  assertEquals(all.size, 6);
  // The name of each card stands in the labels of its buttons and pictures.
  const shown = (page: TestPage, card: string) =>
    page.html.includes(`#${card}"`) || page.html.includes(`card-${card}`) ||
    page.html.includes(nameOf(card));
  for (const card of hands[0]!) {
    assert(shown(ann, card), `Ann sees ${card}`);
    assert(!shown(bob, card), `Bob does not see ${card}`);
    assert(!shown(watcher, card), `who watches does not see ${card}`);
  }
  for (const card of hands[1]!) assert(!shown(ann, card));
});

/** What people call a card. */
function nameOf(card: string): string {
  const ranks: Record<string, string> = {
    A: "Ace",
    K: "King",
    Q: "Queen",
    J: "Jack",
    T: "10",
  };
  const suits: Record<string, string> = {
    C: "clubs",
    D: "diamonds",
    H: "hearts",
    S: "spades",
  };
  return `${ranks[card[0]!] ?? card[0]} of ${suits[card[1]!]}`;
}

Deno.test("gameSite() works in two tabs of one visitor, and refuses what comes too late", async () => {
  await using house = new House();
  const browser = house.browser();
  const first = await browser.open("/");
  await first.press(RPS);
  await first.press("Play with robots now");
  const second = await browser.open(`/table/${idOf(first)}`);
  assertEquals(second.title, "Your turn - Rock, paper, scissors - Games");
  await first.press("paper");
  // The robot has not moved yet, and the second tab shows the old buttons.
  await second.press("rock");
  assertEquals(second.status, 409);
  assertStringIncludes(second.text, "the moment is over");
  const { record } = house.lobby.table(idOf(first))!.table!;
  assertEquals(record.entries, [
    { player: 0, move: "select", value: "paper" },
  ]);
  await house.pass(700);
  await second.go(`/table/${idOf(first)}`);
  assertStringIncludes(second.text, "You win the game");
});

Deno.test("gameSite() lets nobody act for another", async () => {
  await using house = new House();
  const ann = await house.browser().open("/");
  await ann.press(RPS);
  await ann.press("Play with robots now");
  const eve = house.browser();
  await eve.open("/");
  const urls = [...ann.html.matchAll(/formaction="([^"]+)"/g)]
    .map(([, url]) => url!.replaceAll("&amp;", "&"));
  assert(urls.length >= 4);
  for (const url of urls) {
    const response = await eve.fetch(url, {
      method: "POST",
      headers: { "sec-fetch-site": "same-origin" },
    });
    assert([403, 410].includes(response.status), `${url}: ${response.status}`);
    await response.body?.cancel();
  }
  const table = house.lobby.table(idOf(ann))!;
  assertEquals([table.phase, table.table?.record.entries], ["playing", []]);
});

Deno.test("gameSite() admits to a private table who has its link, and nobody else", async () => {
  await using house = new House();
  const ann = await house.browser().open("/");
  await ann.submit({ isPrivate: true }, { form: formOf(ann, 4) });
  const [, link] = /value="(http[^"]*seat=[^"]*)"/.exec(ann.html)!;
  assert(link!.startsWith("http://localhost/table/"));
  const eve = await house.browser().open("/");
  assert(!eve.text.includes("Waiting for you"));
  await eve.go(`/table/${idOf(ann)}`);
  assertEquals(eve.status, 404);
  await eve.go(`/table/${idOf(ann)}?seat=guessed`);
  assertEquals(eve.status, 404);
  const bob = await house.browser().open(link!.replaceAll("&amp;", "&"));
  assertStringIncludes(bob.text, "would like to play with you");
  await bob.press("Sit down");
  assertEquals(house.lobby.table(idOf(ann))?.phase, "playing");
  const late = await house.browser().open(link!.replaceAll("&amp;", "&"));
  assertStringIncludes(late.text, "all seats are taken");
});

Deno.test("gameSite() carries talk to all at the table, as text", async () => {
  await using house = new House({ talkRate: 2 });
  const ann = await house.listening(house.browser(), "/");
  await ann.press("Play Truc");
  const watcher = await house.listening(
    house.browser(),
    `/table/${idOf(ann)}`,
  );
  assert(!watcher.html.includes("talk-form"));
  await ann.submit({ text: "<b>hello</b>" }, { form: "talk-form" });
  await watcher.update();
  while (!watcher.text.includes("<b>hello</b>")) await watcher.update();
  await ann.submit({ text: "again" }, { form: "talk-form" });
  await ann.submit({ text: "and again" }, { form: "talk-form" });
  assertStringIncludes(ann.text, "take a breath first");
});

Deno.test("gameSite() lets people change their names", async () => {
  await using house = new House();
  const browser = house.browser();
  const ann = await browser.open("/");
  await ann.submit({ name: "Ann the Great" });
  assertStringIncludes(ann.text, "You are Ann the Great");
  await ann.submit({ name: "\u202eevil" });
  assertStringIncludes(ann.text, "letters, digits and signs");
  await ann.go("/");
  await ann.press("Play Truc");
  assertStringIncludes(ann.text, "Ann the Great");
});

Deno.test("gameSite() replays a game that is over, move by move, and no other", async () => {
  await using house = new House({ robotPause: 0 });
  const ann = await house.browser().open("/");
  await ann.press("Play Truc");
  await ann.press("Play with robots now");
  const id = idOf(ann);
  const page = await house.browser().open(`/game/${id}?move=1`);
  assertEquals(page.location.split("?")[0], `/table/${id}`);
  await ann.press("Give up");
  assertStringIncludes(
    ann.text,
    "Watch it move by move",
  );
  await ann.follow("Watch it move by move");
  assertStringIncludes(ann.title, "Truc, move 0 of ");
  await ann.follow("Last");
  assertStringIncludes(ann.text, "wins the game");
  await ann.follow("Back");
  await ann.follow("As Nelson the bully");
  assert(ann.location.includes("as=1"));
  const nobody = await house.browser().open("/game/none");
  assertEquals(nobody.status, 404);
});

Deno.test("gameSite() lets people play again with each other", async () => {
  await using house = new House();
  const ann = await house.browser().open("/");
  const bob = await house.browser().open("/");
  await ann.press(RPS);
  await bob.press(RPS);
  await ann.reload();
  await ann.press("paper");
  await bob.press("rock");
  await bob.press("Play again");
  await ann.reload();
  assertStringIncludes(ann.text, "would like to play again");
  await ann.press("Play again");
  assertEquals(idOf(ann), idOf(bob));
  assertEquals(ann.title, "Your turn - Rock, paper, scissors - Games");
});

Deno.test("gameSite() brings people back to their seats after a restart", async () => {
  const store = new MemoryStore();
  const before = new House({ store });
  const browser = before.browser();
  const page = await browser.open("/");
  await page.submit({ name: "Ann" });
  await page.go("/");
  await page.press("Play Truc");
  await page.press("Play with robots now");
  const path = `/table/${idOf(page)}`;
  const cookie = [...browser.cookies].map((pair) => pair.join("=")).join();
  await before[Symbol.asyncDispose]();

  const lobby = new Lobby({ store, clock: new TestClock() });
  await lobby.resume();
  const after = gameSite(lobby);
  const asAnn = await after.fetch(
    new Request(`http://localhost${path}`, { headers: { cookie } }),
  );
  const text = await asAnn.text();
  assertStringIncludes(text, "<title>Your turn - Truc - Games</title>");
  assertEquals(asAnn.headers.getSetCookie(), []);
  const asEve = await after.fetch(new Request(`http://localhost${path}`));
  assert(!(await asEve.text()).includes("Your turn"));
  await lobby.close();
});

Deno.test("gameSite() lets people leave a table before the game, and shows them no more of it", async () => {
  await using house = new House();
  const ann = await house.browser().open("/");
  await ann.press("Play Nash's bargain");
  const path = ann.location.split("?")[0]!;
  await ann.press("Leave the table");
  assertEquals(ann.location.split("?")[0], "/");
  assert(!ann.text.includes("Your seat at"));
  await ann.go(path);
  assertEquals(ann.status, 404);
});

Deno.test("gameSite() tells those who refuse cookies why they have no seat", async () => {
  await using house = new House();
  const ann = await house.browser().open("/");
  await ann.press("Play Truc");
  assert(!ann.text.includes("cookie"));
  const cookieless = await house.browser().open(ann.location);
  assertStringIncludes(cookieless.text, "let your browser keep the cookie");
  const watcher = await house.browser().open(`/table/${idOf(ann)}`);
  assert(!watcher.text.includes("cookie"));
});

Deno.test("gameSite() says politely that there is no more room", async () => {
  await using house = new House({ maxTables: 1 });
  const ann = await house.browser().open("/");
  await ann.press("Play Truc");
  const bob = await house.browser().open("/");
  await bob.press("Play Ultimatum");
  assertEquals(bob.status, 503);
  assertStringIncludes(bob.text, "join a game or come back later");
  assertStringIncludes(bob.text, "All games");
});

Deno.test("gameSite() shows robots at play", async () => {
  await using house = new House({ robotPause: 500 });
  const page = await house.listening(house.browser(), "/");
  await page.press("Watch robots play Rock, paper, scissors");
  assertStringIncludes(page.text, "Nelson the bully");
  // Who comes later watches the same.
  const other = await house.browser().open("/");
  await other.press("Watch robots play Rock, paper, scissors");
  assertEquals(idOf(other), idOf(page));
  await house.pass(500);
  await page.update();
  assertStringIncludes(page.text, "It is a draw");
});
