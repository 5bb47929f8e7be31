// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import type { Announcement } from "../announcement.ts";
import type { Choice } from "../choices.ts";
import type { Controller, Turn } from "../controller.ts";
import { ControllerGoneError } from "../errors.ts";
import type { AnyGameKind } from "../game_kind.ts";
import { Random, seedFrom } from "../random.ts";
import { Table } from "../table.ts";
import type { Result } from "../table_options.ts";

/** A move by its name, or the wish to leave. */
export type Step = readonly [string, Choice] | "leave";

/** One who does what is written, and then leaves. */
export function actor(name: string, script: readonly Step[]): Controller {
  const steps = [...script];
  return {
    name,
    choose(turn: Turn): Choice {
      const step = steps.shift();
      if (step === undefined || step === "leave") {
        throw new ControllerGoneError("Cannot go on: the script says so");
      }
      assertEquals(step[0], turn.move, `${name} was asked something else`);
      return step[1];
    },
  };
}

/** Plays a game by scripts. */
export async function finish(
  kind: AnyGameKind,
  scripts: readonly (readonly Step[])[],
  seed = "1",
): Promise<Result & { announcements: readonly Announcement[] }> {
  const actors = scripts.map((script, i) => actor(`Player ${i}`, script));
  const table = new Table(kind, actors, {
    seed: seedFrom(seed),
    coins: scripts.map(() => 100),
  });
  const result = await table.play();
  return { ...result, announcements: table.announcements };
}

/** A random source that gives integers as written, for rules under test. */
export function seedWith(wanted: (random: Random) => boolean): string {
  for (let i = 0; i < 200_000; i++) {
    if (wanted(new Random(seedFrom(String(i))))) return String(i);
  }
  throw new Error("Cannot find a seed");
}
