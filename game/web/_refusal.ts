// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { HttpError } from "../../http/mod.ts";
import { IllegalMoveError } from "../errors.ts";
import { LobbyError, type LobbyReason } from "../lobby_error.ts";

const STATUS: Readonly<Record<LobbyReason, number>> = {
  "unknown": 404,
  "late": 409,
  "not-seated": 403,
  "full": 503,
  "malformed": 400,
};

/** Does what somebody wants; what they cannot have becomes an answer to them. */
export async function answering<T>(does: () => T | Promise<T>): Promise<T> {
  try {
    return await does();
  } catch (error) {
    if (error instanceof LobbyError) {
      throw new HttpError(STATUS[error.reason], error.message);
    }
    if (error instanceof IllegalMoveError) {
      throw new HttpError(409, error.message);
    }
    throw error;
  }
}
