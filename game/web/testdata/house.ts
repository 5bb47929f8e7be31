// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import { TestClock } from "../../../net/testing.ts";
import type { Site } from "../../../page/mod.ts";
import { TestBrowser, type TestPage } from "../../../page/testing.ts";
import { Lobby } from "../../lobby.ts";
import type { LobbyOptions } from "../../lobby_options.ts";
import { gameSite } from "../site.ts";

/** A site of games, and browsers that visit it. */
export class House implements AsyncDisposable {
  readonly clock = new TestClock();
  readonly lobby: Lobby;
  readonly site: Site;
  readonly #pages: TestPage[] = [];

  /** What went wrong that was not the visitors' doing. */
  readonly errors: unknown[] = [];

  constructor(options: LobbyOptions = {}) {
    const { clock } = this;
    const onError = (error: unknown) => void this.errors.push(error);
    this.lobby = new Lobby({
      clock,
      robotStyle: () => "nelson",
      onError,
      ...options,
    });
    this.site = gameSite(this.lobby, { site: { onError } });
  }

  browser(): TestBrowser {
    return new TestBrowser(this.site);
  }

  /** A page that is told what happens. */
  async listening(browser: TestBrowser, path: string): Promise<TestPage> {
    const page = await browser.open(path);
    await page.listen();
    this.#pages.push(page);
    return page;
  }

  async pass(milliseconds: number): Promise<void> {
    this.clock.advance(milliseconds);
    await this.lobby.rest();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const page of this.#pages) await page.close();
    await this.lobby.close();
    assertEquals(this.errors, []);
  }
}

/** The id of the table or game that a page is about. */
export function idOf(page: TestPage): string {
  return page.location.split(/[/?]/)[2]!;
}

/** The id of the form for a table of one's own, of the game of that number. */
export function formOf(page: TestPage, number: number): string {
  const ids = [...page.html.matchAll(/<form id="(form-\d+)"/g)];
  return ids[number]![1]!;
}
