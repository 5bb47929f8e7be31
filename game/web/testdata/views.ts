// Copyright 2026 the tpd2 authors. MIT license.

import { button, form, input, label } from "../../../ml/mod.ts";
import {
  type AnyGameKind,
  askTurn,
  type Controller,
  isFor,
  labelOf,
  replay,
  robot,
  type RobotStyle,
  seedFrom,
  speechFor,
  Table,
  type Turn,
} from "../../mod.ts";
import type { OfferView, TableView } from "../table_view.ts";

/** How a game is played for its views. */
export interface ViewsOptions {
  readonly seed?: number;
  readonly players?: number;
  readonly styles?: readonly RobotStyle[];
  readonly coins?: number;
}

/**
 * Plays a game among robots, and gives what each player, and one who only
 * watches, may see whenever somebody is asked, and in the end.
 */
export async function viewsOf(
  kind: AnyGameKind,
  options: ViewsOptions = {},
): Promise<TableView[]> {
  const { seed = 1, coins = 100, styles = ["martin", "nelson"] } = options;
  const count = options.players ?? Math.max(2, kind.seats.least);
  const views: TableView[] = [];
  const asked = new Map<number, Turn>();
  const controllers = Array.from({ length: count }, (_, player): Controller => {
    const hidden = robot(styles[player % styles.length]!, kind);
    return {
      name: ["Ann", "Bob", "Eve", "Zoë", "Jim"][player]!,
      choose(turn, signal) {
        asked.set(player, turn);
        for (let viewer = -1; viewer < count; viewer++) {
          views.push(
            viewOf(table, viewer < 0 ? undefined : viewer, asked),
          );
        }
        asked.delete(player);
        return hidden.choose(turn, signal);
      },
    };
  });
  const table = new Table(kind, controllers, {
    seed: seedFrom(seed),
    coins: controllers.map(() => coins),
  });
  await table.play();
  asked.clear();
  for (let viewer = -1; viewer < count; viewer++) {
    views.push(viewOf(table, viewer < 0 ? undefined : viewer, asked));
  }
  await replay(kind, table.record);
  return views;
}

function viewOf(
  table: Table,
  viewer: number | undefined,
  asked: ReadonlyMap<number, Turn>,
): TableView {
  const { kind } = table;
  const { names, coins, table: shown, hand } = table.view(viewer);
  const speech = speechFor(names, viewer);
  const announcements = table.announcements.filter((one) => isFor(one, viewer));
  const ended = announcements.at(-1)?.message;
  const turn = viewer === undefined ? undefined : asked.get(viewer);
  return {
    id: "table-1",
    kind,
    viewer,
    players: names.map((name, player) => ({
      player,
      name,
      coins: coins[player]!,
      isRobot: player === 1,
      isViewer: player === viewer,
      isToMove: asked.has(player),
      hasLeft: false,
      hand: player === viewer ? hand : {},
    })),
    table: shown,
    hand,
    announcements,
    speech,
    offer: turn && offerOf(kind, turn, names),
    result: ended?.type === "ended"
      ? ended as unknown as NonNullable<TableView["result"]>
      : undefined,
    isReplay: false,
  };
}

function offerOf(
  kind: AnyGameKind,
  turn: Turn,
  names: readonly string[],
): OfferView {
  const question = askTurn(kind, turn, speechFor(names, turn.player));
  return {
    move: turn.move,
    question,
    choices: turn.choices,
    timeLeft: 60_000,
    labelOf: (value) => labelOf(kind, value, turn.move),
    button: (value, look = {}) =>
      button(
        {
          type: "button",
          class: look.class,
          "aria-label": look.description,
          value: String(value),
        },
        look.label ?? labelOf(kind, value, turn.move),
      ),
    numberForm: (look = {}) =>
      form(
        { class: look.class },
        label(
          look.label ?? question,
          " ",
          input({ type: "number", name: "value", value: look.initial }),
        ),
        button({ type: "submit" }, look.submit ?? "Choose"),
      ),
  };
}
