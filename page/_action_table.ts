// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { randomSecret } from "./_secret.ts";
import type { ActionHandler } from "./action.ts";
import type { VisitorLimits } from "./visitor_options.ts";

/** One rendering of a part of a page: its actions end together. */
interface Generation {
  readonly ids: string[];
  /** When it ends; Infinity while it is the newest of its region. */
  ends: number;
}

/**
 * The actions of one frame. They belong to regions, parts of a page that are
 * rendered as a whole; a region that is rendered again begins a generation, and
 * the one before ends after some time of grace.
 */
export class ActionTable {
  readonly #limits: Pick<VisitorLimits, "maxActions" | "actionGrace">;
  readonly #actions = new Map<string, ActionHandler>();
  readonly #newest = new Map<string, Generation>();
  /** Those that end, in the order in which they do. */
  #ending: Generation[] = [];

  constructor(limits: Pick<VisitorLimits, "maxActions" | "actionGrace">) {
    this.#limits = limits;
  }

  /** How many actions there are. */
  get size(): number {
    return this.#actions.size;
  }

  /** Begins a generation: what the region had until now ends after the grace period. */
  begin(region: string, now: number): void {
    this.#dropEnded(now);
    this.#retire(region, now);
    this.#newest.set(region, { ids: [], ends: Infinity });
  }

  /** Forgets a region, after the grace period. */
  end(region: string, now: number): void {
    this.#dropEnded(now);
    this.#retire(region, now);
    this.#newest.delete(region);
  }

  /** Adds an action to the newest generation of a region. */
  add(region: string, action: ActionHandler): string {
    let generation = this.#newest.get(region);
    if (generation === undefined) {
      generation = { ids: [], ends: Infinity };
      this.#newest.set(region, generation);
    }
    // Who is at the limit loses what is on its way out anyway.
    while (
      this.#actions.size >= this.#limits.maxActions && this.#ending.length > 0
    ) this.#drop(this.#ending.shift()!);
    if (this.#actions.size >= this.#limits.maxActions) {
      throw new RangeError(
        `Cannot add an action: the frame has ${this.#actions.size}, which is the limit`,
      );
    }
    const id = randomSecret();
    this.#actions.set(id, action);
    generation.ids.push(id);
    return id;
  }

  /** The action of that id, unless it has ended. */
  find(id: string, now: number): ActionHandler | null {
    this.#dropEnded(now);
    return this.#actions.get(id) ?? null;
  }

  /** Forgets everything. */
  clear(): void {
    this.#actions.clear();
    this.#newest.clear();
    this.#ending = [];
  }

  #retire(region: string, now: number): void {
    const before = this.#newest.get(region);
    if (before === undefined || before.ids.length === 0) return;
    before.ends = now + this.#limits.actionGrace;
    this.#ending.push(before);
  }

  #dropEnded(now: number): void {
    while (this.#ending.length > 0 && this.#ending[0]!.ends <= now) {
      this.#drop(this.#ending.shift()!);
    }
  }

  #drop(generation: Generation): void {
    for (const id of generation.ids) this.#actions.delete(id);
  }
}
