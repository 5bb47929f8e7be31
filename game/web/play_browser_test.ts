// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Page } from "playwright-core";
import { browserAvailable } from "../../_tools/browser.ts";
import { GAMES } from "../mod.ts";
import {
  type Choose,
  live,
  playOn,
  press,
  pressAny,
  sitDown,
  textOf,
  withGames,
} from "./testdata/browser_games.ts";

const ignore = !browserAvailable();

/** How each game is played by two: who came first, and the other. */
const WAYS: Readonly<Record<string, readonly [Choose, Choose]>> = {
  "rock-paper-scissors": [
    (page) => press(page, "rock"),
    (page) => press(page, "paper"),
  ],
  "nash-bargain": [pressAny("first"), pressAny("last")],
  "ultimatum": [pressAny("first"), pressAny("first")],
  "prisoners-dilemma": [
    (page) => press(page, "Cooperate"),
    (page) => press(page, "Betray"),
  ],
  // Raises as far as it goes, so that it ends soon.
  "truc": [pressAny("last"), bold],
  "blackjack": [twoRounds(), twoRounds()],
};

/** Accepts every stake, and wants the highest. */
async function bold(page: Page): Promise<void> {
  const accept = page.locator(".offer button", { hasText: "Accept" });
  if (await accept.count() > 0) await accept.click();
  else await pressAny("last")(page);
}

/** Stands with whatever comes, and gets up when two rounds are over. */
function twoRounds(): Choose {
  let stakes = 0;
  return async (page) => {
    const stake = page.locator(".offer .chip-button").first();
    if (await stake.count() === 0) await press(page, "Stand");
    else if (++stakes <= 2) await stake.click();
    else await press(page, "Get up");
  };
}

for (const { name, title } of GAMES.values()) {
  Deno.test({
    name: `two people with two browsers play ${name} to its end`,
    ignore,
    fn: () =>
      withGames(async ({ open, lobby }) => {
        const [ann, bob] = [await open(), await open()];
        await sitDown(ann, title);
        await sitDown(bob, title);
        assertEquals(ann.url(), bob.url());
        await Promise.all([live(ann), live(bob)]);
        for (const page of [ann, bob]) await page.evaluate("window.same = 1");
        const [first, second] = WAYS[name]!;
        await Promise.all([playOn(ann, first), playOn(bob, second)]);
        for (const page of [ann, bob]) {
          assertEquals(await page.evaluate("window.same"), 1);
          assertStringIncludes(await page.title(), "Game over");
        }
        const [game] = lobby.finished;
        assertEquals(game?.ending, "played");
        assertEquals(game?.kind.name, name);
      }),
  });
}

Deno.test({
  name: "who won is told both of them, and both can play again",
  ignore,
  fn: () =>
    withGames(async ({ open }) => {
      const [ann, bob] = [await open(), await open()];
      for (const page of [ann, bob]) {
        await sitDown(page, "Rock, paper, scissors");
      }
      await Promise.all([live(ann), live(bob)]);
      // What is read out stays the same element while its words change.
      const story = `document.querySelector(".story[aria-live]")`;
      await ann.evaluate(`${story}.mark = "same"`);
      await press(ann, "rock");
      await ann.waitForSelector(".near .ready");
      assertStringIncludes(await textOf(ann, ".offer"), "Waiting for ");
      assertEquals(await ann.locator("[aria-label=rock]").count(), 0);
      // Nothing of what Ann chose is on Bob's page before he has chosen.
      assertEquals(await bob.locator(".felt >> text=rock").count(), 0);
      await press(bob, "scissors");
      assertEquals(await textOf(ann, ".result"), "You win the game.");
      assertStringIncludes(await textOf(bob, ".result"), " wins the game.");
      assertEquals(await ann.evaluate(`${story}.mark`), "same");
      assertEquals(await ann.evaluate(`${story}.children.length`), 2);
      await ann.getByRole("button", { name: "Play again" }).click();
      await ann.waitForSelector(".seats");
      await bob.waitForSelector("text=would like to play again");
      await bob.getByRole("button", { name: "Play again" }).click();
      for (const page of [ann, bob]) {
        await page.waitForSelector(".result", { state: "detached" });
      }
      await Promise.all(
        [ann, bob].map((page) => playOn(page, pressAny("first"))),
      );
      assertEquals(await textOf(ann, ".result"), "It is a draw.");
    }),
});

Deno.test({
  name: "a game is played without JavaScript",
  ignore,
  fn: () =>
    withGames(async ({ open }) => {
      const page = await open({ javaScriptEnabled: false });
      await sitDown(page, "Truc");
      await page.click("text=Play with robots now");
      let moves = 0;
      while (await page.locator(".result").count() === 0) {
        const buttons = page.locator(".offer[role=group] button");
        if (await buttons.count() === 0) await page.reload();
        else {
          await buttons.last().click();
          moves++;
        }
        assert(moves < 500);
      }
      assert(moves > 3);
      await page.click("text=Watch it move by move");
      await page.click("text=On");
      assertStringIncludes(await textOf(page, ".moves"), "Move 1 of ");
    }),
});

Deno.test({
  name: "a game is played from the keyboard alone",
  ignore,
  fn: () =>
    withGames(async ({ open }) => {
      const page = await open();
      await live(page);
      const focused = (what: string) =>
        page.evaluate(
          `document.activeElement.matches(${JSON.stringify(what)})`,
        );
      async function tabTo(selector: string): Promise<void> {
        for (let i = 0; i < 60 && !await focused(selector); i++) {
          await page.keyboard.press("Tab");
        }
        assert(await focused(selector), selector);
      }
      await tabTo("[aria-label='Play Ultimatum']");
      await page.keyboard.press("Enter");
      await page.waitForURL("**/table/*");
      await page.waitForSelector(".seats");
      await tabTo("main .controls button");
      await page.keyboard.press("Enter");
      while (true) {
        await page.waitForSelector(".offer[role=group], .result");
        if (await page.locator(".result").count() > 0) break;
        assertStringIncludes(await page.title(), "Your turn");
        await tabTo(".offer button");
        await page.keyboard.press("Enter");
        await page.waitForSelector(".offer[role=group]", { state: "detached" });
      }
      assert((await textOf(page, ".result")).length > 0);
    }),
});

Deno.test({
  name: "a reload and a second tab show the same hand, and both can move",
  ignore,
  fn: () =>
    withGames(async ({ open }) => {
      const [ann, bob] = [await open(), await open()];
      for (const page of [ann, bob]) await sitDown(page, "Truc");
      await Promise.all([live(ann), live(bob)]);
      const hand = (page: Page) =>
        page.locator(".near .hand .card").evaluateAll((cards) =>
          cards.map((card) => card.getAttribute("aria-label"))
        );
      await ann.waitForSelector(".near .hand .card");
      const cards = await hand(ann);
      assertEquals(cards.length, 3);
      await ann.reload();
      assertEquals(await hand(ann), cards);
      const other = await ann.context().newPage();
      await other.goto(ann.url().replace(/\?.*/, ""));
      await live(other);
      assertEquals(await hand(other), cards);
      await press(other, "Keep them");
      // The first tab learns of it, and has nothing more to choose.
      await ann.waitForSelector(".offer.waiting");
      await other.close();
      await press(bob, "Keep them");
      await Promise.all([playOn(ann, bold), playOn(bob, bold)]);
    }),
});

Deno.test({
  name: "who leaves loses, and the other is told at once",
  ignore,
  fn: () =>
    withGames(async ({ open }) => {
      const [ann, bob] = [await open(), await open()];
      for (const page of [ann, bob]) await sitDown(page, "Truc");
      await live(bob);
      await ann.click("text=Leave the game");
      await ann.click("text=Give up");
      assertEquals(await textOf(bob, ".result"), "You win the game.");
      assertStringIncludes(await textOf(bob, ".story"), "leaves.");
    }),
});

Deno.test({
  name: "those who watch see the game, and nobody's hand",
  ignore,
  fn: () =>
    withGames(async ({ open }) => {
      const [ann, bob, eve] = [await open(), await open(), await open()];
      for (const page of [ann, bob]) await sitDown(page, "Truc");
      await live(eve);
      await eve.getByRole("link", { name: /^Truc: / }).click();
      await live(eve);
      assertEquals(await eve.locator("[aria-label='hidden card']").count(), 6);
      assertEquals(await eve.locator(".offer[role=group]").count(), 0);
      await Promise.all([playOn(ann, bold), playOn(bob, bold)]);
      await eve.waitForSelector(".result.plain");
      await eve.click("text=Watch it move by move");
      // Afterwards all hands lie open.
      await eve.waitForSelector(".moves");
      assertEquals(await eve.locator("[aria-label='hidden card']").count(), 0);
      await eve.click("text=On");
      await eve.waitForSelector("text=Move 1 of");
    }),
});
