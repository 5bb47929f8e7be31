// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Exchange } from "../http/exchange.ts";
import type { Frame } from "./frame.ts";
import type { Visitor } from "./visitor.ts";

/** What the handler of an action is given: who acts, and where. */
export interface ActionContext {
  /** The exchange: the request's fields, host and address. */
  readonly exchange: Exchange;
  /** The frame of the tab where the action was chosen. */
  readonly frame: Frame;
  /** Whose tab it is. */
  readonly visitor: Visitor;
}

/**
 * What an action does. The tab goes back to its page afterwards, unless an
 * answer is returned: `redirect("/elsewhere")`, or a file. Anything else that
 * is returned is of no consequence.
 */
export type ActionHandler = (context: ActionContext) => unknown;

/**
 * Tells what has changed for a frame, for who acted in it: events of channels, as
 * the live protocol has them; or `null`.
 */
export type ActedHook = (
  frame: Frame,
  exchange: Exchange,
) => readonly unknown[] | null | Promise<readonly unknown[] | null>;
