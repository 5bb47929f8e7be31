// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Answer, type Exchange, HttpError } from "../http/exchange.ts";
import { answerField, withFields } from "../http/answer_fields.ts";
import { type Field, FieldBlock } from "../http/field_block.ts";
import { redirect, reply } from "../http/reply.ts";
import { HeldAnswers } from "./_held_answers.ts";
import { ActionRun, referrerOf } from "./_action_run.ts";
import { recordOf } from "./_frame_record.ts";
import {
  locationInTab,
  locationOf,
  Session,
  type Sessions,
} from "./_sessions.ts";
import type { ActedHook } from "./action.ts";
import { ActionExpiredError } from "./action_error.ts";
import { isSameOrigin } from "./action_origin.ts";
import type { Frame } from "./frame.ts";
import type { SiteAction } from "./site_action.ts";
import type { Visitor } from "./visitor.ts";

/**
 * What an action returns to have parts of the page changed in place where a
 * script runs it.
 */
export class PageChange {
  readonly operations: readonly (readonly unknown[])[];
  /** Whether nothing was done: the change says why, and is all there is. */
  readonly isRefused: boolean;
  /** What is answered where no script runs it and the page cannot show the change. */
  readonly error: HttpError | null;

  constructor(
    operations: readonly (readonly unknown[])[],
    options: { isRefused?: boolean; error?: HttpError } = {},
  ) {
    this.operations = operations;
    this.isRefused = options.isRefused ?? false;
    this.error = options.error ?? null;
  }
}

const JSON_FIELDS = new FieldBlock([
  ["content-type", "application/json"],
  ["cache-control", "no-store"],
]);

/** Where actions are sent. */
export class ActionEndpoint {
  onActed: ActedHook | null = null;
  readonly #sessions: Sessions;
  readonly #siteActions = new Map<string, SiteAction["run"]>();
  readonly #held: HeldAnswers;

  constructor(sessions: Sessions) {
    this.#sessions = sessions;
    this.#held = new HeldAnswers(sessions.clock, sessions.limits);
  }

  add(action: Pick<SiteAction, "id" | "run">): void {
    this.#siteActions.set(action.id, action.run);
  }

  readonly handle = async (exchange: Exchange): Promise<Answer> => {
    const sessions = this.#sessions;
    if (!isSameOrigin(exchange, sessions.origin)) {
      throw new HttpError(
        403,
        "Cannot act: the request does not come from a page of this site",
      );
    }
    const session = new Session(sessions, exchange);
    const context = new ActionRun(session);
    const id = exchange.params.id ?? "";
    let run = this.#siteActions.get(id) ?? null;
    if (run !== null) await context.findFrame();
    else if (session.knownFrame !== null) {
      run = recordOf(session.frame).actions.find(id, sessions.clock.now());
    }
    if (run === null) return this.#expired(session);
    sessions.store.noteAction(session.visitor);
    let result: unknown;
    try {
      result = await run(context);
    } catch (error) {
      // A script cannot show the page of an error, so it is given the sentence.
      if (!(error instanceof HttpError && isAskedByScript(exchange))) {
        throw error;
      }
      const { message, status } = error;
      const go = backTo(session.frame);
      return session.personal(json({ go, error: message }, status));
    }
    return session.personal(await this.#answer(result, session));
  };

  /** Answers with what an action returned, to the browser of whoever acted. */
  readonly handleHeld = (exchange: Exchange): Answer => {
    const session = new Session(this.#sessions, exchange);
    const name = exchange.params.id ?? "";
    const answer = this.#held.take(name, session.knownVisitor);
    if (answer === null) {
      throw new HttpError(
        410,
        "Cannot show this any more: it was fetched already, or waited for too long",
      );
    }
    return session.personal(answer);
  };

  async #answer(result: unknown, session: Session): Promise<Answer> {
    const { exchange, frame } = session;
    const isEnhanced = isAskedByScript(exchange);
    if (isAnswer(result)) {
      return isEnhanced ? this.#forScript(result, session.visitor) : result;
    }
    const change = result instanceof PageChange ? result : null;
    if (isEnhanced && !frame.isDestroyed) {
      const events = [...await this.onActed?.(frame, exchange) ?? []];
      // Where no channel tells what has changed the page is loaded again, and a
      // form that was accepted needs no word of its own.
      if (change !== null && (change.isRefused || events.length > 0)) {
        // A snapshot of no channel: what is not from channels at all.
        events.push(["", "", -1, 0, change.operations]);
      }
      if (events.length > 0) return json(events, change?.isRefused ? 422 : 200);
    }
    if (!isEnhanced && change?.error) throw change.error;
    const location = backTo(frame);
    return isEnhanced ? json({ go: location }) : redirect(location);
  }

  /**
   * Tells a script where to go: it cannot see where a redirect leads before it has
   * followed it, nor show a file or a page.
   */
  #forScript(answer: Answer, visitor: Visitor): Answer {
    const { status } = answer;
    const location = answerField(answer, "location");
    if (status >= 300 && status < 400 && location) {
      return withFields(json({ go: location }), cookiesOf(answer));
    }
    // RFC 9110 sections 15.3.5 and 15.3.6: the browser stays where it is.
    if (status === 204 || status === 205) {
      return withFields(json([]), cookiesOf(answer));
    }
    const name = this.#held.keep(visitor, answer);
    return json({ go: `${this.#sessions.prefix}answer/${name}` });
  }

  /** Says so, and offers the page again. */
  #expired(session: Session): Answer {
    const { exchange, knownFrame } = session;
    const referrer = referrerOf(exchange, this.#sessions.prefix);
    const location = knownFrame !== null
      ? backTo(knownFrame)
      : referrer === null
      ? "/"
      : locationOf(referrer);
    const error = new ActionExpiredError(location);
    if (!isAskedByScript(exchange)) throw error;
    return json({ go: location, error: error.message }, error.status);
  }
}

/** Where the page of a frame is, for its tab. */
function backTo(frame: Frame): string {
  return frame.isDestroyed
    ? frame.location
    : locationInTab(frame.location, frame.tab);
}

function isAskedByScript(exchange: Exchange): boolean {
  return exchange.field("tpd2-live") !== null &&
    (exchange.field("accept") ?? "").includes("application/json");
}

function json(value: unknown, status = 200): Answer {
  return reply(JSON.stringify(value), { status, fields: JSON_FIELDS });
}

/** The cookies that an answer sets: they hold whatever is made of the rest. */
function cookiesOf(answer: Answer): Field[] {
  if (answer instanceof Response) {
    return answer.headers.getSetCookie().map((text) => ["set-cookie", text]);
  }
  return [...answer.fields.fields, ...answer.extra ?? []]
    .filter(([name]) => name.toLowerCase() === "set-cookie");
}

/** Whether a value is an answer to an exchange, rather than anything else. */
export function isAnswer(value: unknown): value is Answer {
  return value instanceof Response ||
    typeof value === "object" && value !== null &&
      (value as { fields?: unknown }).fields instanceof FieldBlock;
}
