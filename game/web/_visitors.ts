// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  ParameterError,
  type Revive,
  type Site,
  variable,
  type Visitor,
} from "../../page/mod.ts";
import type { Guest } from "../guest.ts";
import type { Lobby } from "../lobby.ts";
import type { LobbyTable } from "../lobby_table.ts";

/** What a visitor is in the lobby, once they did anything there. */
const GUEST = variable<Guest | null>("guest", null);

/** The guest that a visitor is; `null` for one who never did anything. */
export function knownGuest(visitor: Visitor | null): Guest | null {
  return visitor?.get(GUEST) ?? null;
}

/** The guest that a visitor is, if they have a seat at a table. */
export function seatedGuest(
  visitor: Visitor | null,
  table: LobbyTable,
): Guest | null {
  const guest = knownGuest(visitor);
  return guest && table.playerOf(guest) !== undefined ? guest : null;
}

/** The guest that a visitor is, or becomes. */
export async function guestOf(
  lobby: Lobby,
  site: Site,
  visitor: Visitor,
): Promise<Guest> {
  const present = knownGuest(visitor);
  if (present) return present;
  const id = await site.frames.hashOf(visitor);
  // Two tabs may have asked at once.
  const guest = knownGuest(visitor) ?? lobby.guest(id, visitor.name);
  visitor.set(GUEST, guest);
  return guest;
}

/** Brings those back whose seats the lobby has kept. */
export function reviverOf(lobby: Lobby): Revive {
  return async (hash) => {
    const guest = await lobby.known(hash);
    return guest && ((visitor) => {
      visitor.rename(guest.name);
      visitor.set(GUEST, guest);
    });
  };
}

/** Gives a visitor another name, everywhere. */
export function renameVisitor(
  lobby: Lobby,
  visitor: Visitor,
  name: string,
): void {
  try {
    visitor.rename(name);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) {
      throw error;
    }
    throw new ParameterError([{ name: "name", message: error.message }]);
  }
  const guest = knownGuest(visitor);
  if (guest) lobby.rename(guest, visitor.name);
}
