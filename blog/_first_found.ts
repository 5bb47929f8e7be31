// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  type Answer,
  type Exchange,
  type Handler,
  HttpError,
} from "../http/mod.ts";

/**
 * Asks several handlers one after another, until one has what is asked for.
 *
 * @param handlers The handlers, at least one; who has nothing throws a 404.
 * @returns The handler of all.
 */
export function firstFound(handlers: readonly Handler[]): Handler {
  const others = handlers.slice(0, -1);
  const last = handlers.at(-1)!;
  async function ask(exchange: Exchange): Promise<Answer> {
    for (const handler of others) {
      try {
        return await handler(exchange);
      } catch (error) {
        if (!(error instanceof HttpError) || error.status !== 404) throw error;
      }
    }
    return await last(exchange);
  }
  return others.length === 0 ? last : ask;
}
