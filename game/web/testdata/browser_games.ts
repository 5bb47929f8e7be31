// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import type { BrowserContextOptions, Page } from "playwright-core";
import { type TestBrowser, withBrowser } from "../../../_tools/browser.ts";
import { serve } from "../../../http/mod.ts";
import { gameSite, Lobby, type LobbyOptions } from "../../mod.ts";

/** How long a browser may take for one step, in milliseconds. */
const PATIENCE = 20_000;

/** Games in a browser: who opens pages, and where. */
export interface BrowserGames {
  readonly browser: TestBrowser;
  readonly url: string;
  readonly lobby: Lobby;
  /** Opens the front page as a new visitor. */
  open(options?: BrowserContextOptions): Promise<Page>;
}

/**
 * Serves games to a browser; robots move at once, and take no seats unless
 * asked to. In the end nothing may have been refused or thrown.
 */
export async function withGames(
  fn: (games: BrowserGames) => Promise<void>,
  options: LobbyOptions = {},
): Promise<void> {
  const lobby = new Lobby({
    robotAfter: 0,
    rematchAfter: 0,
    robotPause: 0,
    moveTimeout: 0,
    maxSeats: 20,
    robotStyle: () => "martin",
    ...options,
  });
  await using server = await serve(gameSite(lobby), {
    hostname: "127.0.0.1",
    port: 0,
  });
  const { url } = server;
  try {
    await withBrowser(async (browser) => {
      await fn({
        browser,
        url,
        lobby,
        async open(options = {}) {
          const page = await browser.newPage(options);
          page.setDefaultTimeout(PATIENCE);
          await page.goto(url);
          return page;
        },
      });
      assertEquals(browser.cspViolations, []);
      assertEquals(browser.errors, []);
    });
  } finally {
    await lobby.close();
  }
}

/** Whether scripts keep the page up to date. */
export async function live(page: Page): Promise<void> {
  await page.waitForSelector("html[data-live=live]");
}

/** Joins the table that waits for a game, or starts one. */
export async function sitDown(page: Page, title: string): Promise<void> {
  await page.getByRole("button", { name: `Play ${title}`, exact: true })
    .click();
  await page.waitForURL("**/table/*");
}

/** What can be chosen, and how the game came out. */
const OFFER = ".offer[role=group]";
const END = ".result";

/** Chooses something of what is offered. */
export type Choose = (page: Page) => Promise<void>;

/** Presses the button with some text on it, the last one if there are several. */
export async function press(page: Page, text: string): Promise<void> {
  await page.locator(`${OFFER} button`, { hasText: text }).last().click();
}

/** Presses the first or the last button. */
export function pressAny(which: "first" | "last"): Choose {
  return (page) => page.locator(`${OFFER} button`)[which]().click();
}

/** Makes moves whenever there are some to make, until the game is over. */
export async function playOn(page: Page, choose: Choose): Promise<void> {
  while (true) {
    await page.waitForSelector(`${OFFER} button, ${END}`);
    if (await page.locator(END).count() > 0) return;
    const action = await page.locator(`${OFFER} button`).first()
      .getAttribute("formaction", { timeout: 1000 }).catch(() => null);
    // The offer may have gone while it was being looked at.
    if (action === null) continue;
    await choose(page);
    // What is chosen once must not be chosen again before it has arrived.
    await page.waitForSelector(`button[formaction="${action}"]`, {
      state: "detached",
    });
  }
}

/** The text of an element. */
export async function textOf(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).first().innerText()).trim();
}
