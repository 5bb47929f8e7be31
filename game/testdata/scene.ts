// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertThrows } from "@std/assert";
import { TestClock } from "../../net/testing.ts";
import type { Guest } from "../guest.ts";
import { Lobby } from "../lobby.ts";
import { LobbyError, type LobbyReason } from "../lobby_error.ts";
import type { LobbyOptions } from "../lobby_options.ts";
import type { LobbyTable } from "../lobby_table.ts";

/** A lobby whose time is moved by hand, and some people in it. */
export class Scene implements AsyncDisposable {
  readonly clock = new TestClock();
  readonly lobby: Lobby;
  readonly ann: Guest;
  readonly bob: Guest;
  readonly cid: Guest;

  constructor(options: LobbyOptions = {}) {
    const { clock } = this;
    this.lobby = new Lobby({ clock, robotStyle: () => "nelson", ...options });
    [this.ann, this.bob, this.cid] = ["Ann", "Bob", "Cid"].map((name) =>
      this.lobby.guest(name[0]!.toLowerCase().repeat(64), name)
    ) as [Guest, Guest, Guest];
  }

  /** Lets time pass, a second at a time, and everything that it brings happen. */
  async pass(seconds: number): Promise<void> {
    for (let i = 0; i < seconds; i++) {
      this.clock.advance(1000);
      await this.lobby.rest();
    }
  }

  /** Makes a move, as the page does: for the question that is put now. */
  async choose(
    table: LobbyTable,
    guest: Guest,
    value: number | string | boolean,
  ) {
    const asked = table.turnOf(guest);
    assert(asked, `${guest.name} is to move`);
    const { move, turn } = asked.turn;
    await table.move(guest, { move, turn, value });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.lobby.close();
    assertEquals(this.clock.pending, 0, "no timer is left");
  }
}

/** Checks that something is refused, and why. */
export function assertRefused(reason: LobbyReason, act: () => unknown): void {
  const error = assertThrows(act, LobbyError);
  assertEquals(error.reason, reason, error.message);
}
