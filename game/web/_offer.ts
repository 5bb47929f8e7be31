// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { input } from "../../ml/mod.ts";
import {
  actionButton,
  type ActionContext,
  actionForm,
  type FormField,
} from "../../page/mod.ts";
import type { Choice, Choices } from "../choices.ts";
import type { Turn } from "../controller.ts";
import type { AnyGameKind } from "../game_kind.ts";
import { askTurn, labelOf, speechFor } from "../speech.ts";
import type { ChoiceLook, NumberLook, OfferView } from "./table_view.ts";

/** Makes a move for whoever chose it on their page. */
export type MakeMove = (
  context: ActionContext,
  sent: { move: string; turn: number; value: Choice },
) => Promise<unknown>;

/**
 * What a player is asked, with buttons and fields that belong to one frame. It
 * is to be rendered for that frame.
 */
export function offerOf(
  turn: Turn,
  options: {
    id: string;
    kind: AnyGameKind;
    timeLeft: number | null;
    move: MakeMove;
  },
): OfferView {
  const { id, kind, timeLeft, move: make } = options;
  const { move, choices, names, player } = turn;
  const question = askTurn(kind, turn, speechFor(names, player));
  const send = (context: ActionContext, value: Choice) =>
    make(context, { move, turn: turn.turn, value });
  return {
    move,
    question,
    choices,
    timeLeft,
    labelOf: (value) => labelOf(kind, value, move),
    button: (value, look: ChoiceLook = {}) =>
      actionButton(
        look.label ?? labelOf(kind, value, move),
        (context) => send(context, value),
        {
          id: `${id}-choice-${indexOf(choices, value)}`,
          class: look.class,
          description: look.description,
        },
      ),
    numberForm: (look: NumberLook = {}) =>
      actionForm(
        { value: numberChoice(look.label ?? question, choices, look.initial) },
        ({ value }, context) => send(context, value),
        {
          id: `${id}-number`,
          submit: look.submit ?? "Choose",
          ...(look.class === undefined ? {} : { class: look.class }),
        },
      ),
  };
}

function indexOf(choices: Choices, value: Choice): number {
  const { count } = choices;
  for (let i = 0; i < count; i++) if (choices.at(i) === value) return i;
  throw new RangeError(`Cannot offer ${value}: it is none of the choices`);
}

/** A field for a number that is one of the choices. */
function numberChoice(
  label: string,
  choices: Choices,
  initial: number | undefined,
): FormField<number> {
  const description = choices.describe();
  const { from, to, step } = description.type === "integer"
    ? description
    : { from: undefined, to: undefined, step: undefined };
  return {
    label,
    kind: "field",
    help: from === undefined ? undefined : `From ${from} to ${to}`,
    initial: [String(initial ?? choices.otherwise)],
    isFile: false,
    isSecret: false,
    control: ({ id, name, describedBy, isInvalid, values }) =>
      input({
        type: "number",
        id,
        name,
        "aria-describedby": describedBy,
        "aria-invalid": isInvalid ? "true" : undefined,
        inputmode: "numeric",
        required: true,
        min: from,
        max: to,
        step,
        value: values.find((text) => /^-?\d+$/.test(text)),
      }),
    parse([given]): number {
      const text = typeof given === "string" ? given.trim() : "";
      const value = /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
      if (value === undefined) throw new SyntaxError("must be a whole number");
      if (choices.includes(value)) return value;
      throw new RangeError(
        step === undefined || step === 1
          ? `must be from ${from} to ${to}`
          : `must be from ${from} to ${to}, in steps of ${step}`,
      );
    },
  };
}
