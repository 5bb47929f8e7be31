// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { TableMessage } from "./announcement.ts";
import type { Announcement } from "./announcement.ts";
import type { Choice } from "./choices.ts";
import type { Turn } from "./controller.ts";
import type { AnyGameKind, Speech } from "./game_kind.ts";

/**
 * Speech as one player reads it.
 *
 * @param names The players' names.
 * @param reader The player who reads, or `undefined` for one who only watches.
 * @returns The speech.
 *
 * @example Usage
 * ```ts
 * import { speechFor } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const speech = speechFor(["Ann", "Bob"], 0);
 * assertEquals(speech.does(0, "win"), "You win");
 * assertEquals(speech.does(1, "pass"), "Bob passes");
 * ```
 */
export function speechFor(
  names: readonly string[],
  reader: number | undefined,
): Speech {
  // Two robots of one name at a table must be told apart.
  const distinct = names.map((name, player) =>
    names.indexOf(name) === player ? name : `${name} (${player + 1})`
  );
  return {
    does: (player, you, other = thirdPerson(you)) =>
      player === reader ? `You ${you}` : `${distinct[player]} ${other}`,
    name: (player) => player === reader ? "you" : distinct[player]!,
    whose: (player) => player === reader ? "your" : `${distinct[player]}'s`,
  };
}

function thirdPerson(verb: string): string {
  return /(?:s|x|ch|sh|o)$/.test(verb) ? `${verb}es` : `${verb}s`;
}

const TABLE_MESSAGES: ReadonlySet<string> = new Set<TableMessage["type"]>([
  "started",
  "shown",
  "moved",
  "paid",
  "left",
  "timed-out",
  "talked",
  "ended",
]);

/**
 * Puts an announcement into words.
 *
 * @param kind The game.
 * @param announcement What was said.
 * @param speech How the reader is spoken to.
 * @returns The sentences, or `undefined` where there is nothing to say.
 *
 * @example Usage
 * ```ts
 * import { speechFor, tellAnnouncement, truc } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const message = { type: "moved", player: 1, move: "play", value: "7H" } as const;
 * const speech = speechFor(["Ann", "Bob"], 0);
 * const text = tellAnnouncement(truc, { to: "all", step: 1, message }, speech);
 * assertEquals(text, "Bob plays 7♥.");
 * ```
 */
export function tellAnnouncement(
  kind: AnyGameKind,
  announcement: Announcement,
  speech: Speech,
): string | undefined {
  const { message } = announcement;
  if (!TABLE_MESSAGES.has(message.type)) return kind.tell?.(message, speech);
  return tellTable(kind, message as TableMessage, speech);
}

function tellTable(
  kind: AnyGameKind,
  message: TableMessage,
  speech: Speech,
): string | undefined {
  switch (message.type) {
    case "moved": {
      const { player, move, value } = message;
      if (kind.tellMove) return kind.tellMove({ move, value }, player, speech);
      return `${speech.does(player, "choose")} ${labelOf(kind, value, move)}.`;
    }
    case "paid": {
      const { player, amount, coins } = message;
      if (amount === 0) return undefined;
      const text = amount > 0
        ? speech.does(player, "gain")
        : speech.does(player, "lose");
      const many = Math.abs(amount) === 1 ? "coin" : "coins";
      const has = speech.does(player, "have", "has");
      return `${text} ${Math.abs(amount)} ${many}. ${has} ${coins} now.`;
    }
    case "left":
      return message.timedOut
        ? `${speech.does(message.player, "run")} out of time.`
        : `${speech.does(message.player, "leave")}.`;
    case "timed-out":
      return `${speech.does(message.player, "run")} out of time.`;
    case "talked":
      return `${speech.does(message.player, "say")}: ${message.text}`;
    case "ended":
      return tellEnd(message, speech, kind.coins === true);
    default:
      return undefined;
  }
}

function tellEnd(
  { ending, winner }: Extract<TableMessage, { type: "ended" }>,
  speech: Speech,
  forCoins: boolean,
): string {
  if (ending === "rules-changed") {
    return "The rules have changed since, so the game ends here. Nobody loses anything.";
  }
  if (ending === "too-long") return "The game took too long and ends here.";
  if (winner !== undefined) return `${speech.does(winner, "win")} the game.`;
  return forCoins || ending === "left" ? "The game is over." : "It is a draw.";
}

/**
 * Puts a question into words.
 *
 * @param kind The game.
 * @param turn What is asked.
 * @param speech How the reader is spoken to.
 * @returns The question.
 *
 * @example Usage
 * ```ts
 * import { askTurn, oneOf, rockPaperScissors, speechFor } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const turn = {
 *   player: 0, turn: 1, move: "select", choices: oneOf("rock", "paper", "scissors"),
 *   names: ["Ann", "Bob"], coins: [0, 0], table: {}, hand: {},
 * };
 * const speech = speechFor(turn.names, 0);
 * assertEquals(askTurn(rockPaperScissors, turn, speech), "What do you show?");
 * ```
 */
export function askTurn(
  kind: AnyGameKind,
  turn: Turn,
  speech: Speech,
): string {
  return kind.question?.(turn, speech) ?? `Your move: ${turn.move}?`;
}

/**
 * Puts a choice into words.
 *
 * @param kind The game.
 * @param value The choice.
 * @param move The name of the move.
 * @returns The words.
 *
 * @example Usage
 * ```ts
 * import { labelOf, truc } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(labelOf(truc, "TH", "play"), "10♥");
 * assertEquals(labelOf(truc, true, "accept"), "yes");
 * ```
 */
export function labelOf(
  kind: AnyGameKind,
  value: Choice,
  move: string,
): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return kind.label?.(value, move) ?? String(value);
}
