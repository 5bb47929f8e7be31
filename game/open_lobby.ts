// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { Lobby } from "./lobby.ts";
import type { LobbyOptions } from "./lobby_options.ts";

/**
 * Opens a lobby and goes on with the games that its store has in progress.
 *
 * @param options How it is run.
 * @returns The lobby.
 *
 * @example Usage
 * ```ts
 * import { openLobby, SqliteStore } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const lobby = await openLobby({ store: new SqliteStore(":memory:") });
 * assertEquals(lobby.playing, []);
 * await lobby.close();
 * ```
 */
export async function openLobby(options: LobbyOptions = {}): Promise<Lobby> {
  const lobby = new Lobby(options);
  await lobby.resume();
  return lobby;
}
