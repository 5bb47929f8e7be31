// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Clock } from "../net/clock.ts";
import { ActionTable } from "./_action_table.ts";
import type { FormState } from "./_form_markup.ts";
import { randomSecret } from "./_secret.ts";
import type { PageContext } from "./context.ts";
import { Frame, type FrameState } from "./frame.ts";
import type { PageResult } from "./page.ts";
import type { Site } from "./site.ts";
import type { Visitor } from "./visitor.ts";
import type { VisitorLimits } from "./visitor_options.ts";

/** What goes in the place of a page, see `replaceLink`. */
export interface Replacement {
  readonly path: string;
  readonly render: (
    context: PageContext,
  ) => PageResult | Promise<PageResult>;
}

const records = new WeakMap<Frame, FrameRecord>();

/** The inner side of a frame. */
export function recordOf(frame: Frame): FrameRecord {
  const record = records.get(frame);
  if (record === undefined) throw new TypeError("Cannot use frame: not ours");
  return record;
}

/** The inner side of a frame: what the store, actions and pages do with it. */
export class FrameRecord implements FrameState {
  readonly id: string = randomSecret();
  readonly tab: number;
  readonly visitor: Visitor;
  readonly site: Site;
  readonly clock: Clock;
  /** Where the site's endpoints are. */
  readonly prefix: string;
  readonly created: number;
  readonly actions: ActionTable;
  readonly frame: Frame;
  /** When it was last asked for. */
  used: number;
  holds = 0;
  /** The page that the tab shows: its path, decoded, and where it is found. */
  path = "/";
  location = "/";
  replacement: Replacement | null = null;
  /** The form that was refused last, until it is accepted or another page is shown. */
  form: { readonly id: string; readonly state: FormState } | null = null;
  isDestroyed = false;
  readonly #touch: (record: FrameRecord) => void;
  #hooks: Set<(frame: Frame) => void> | null = null;

  constructor(
    of: { visitor: Visitor; tab: number; site: Site },
    options: {
      clock: Clock;
      limits: VisitorLimits;
      prefix: string;
      touch: (record: FrameRecord) => void;
    },
  ) {
    const now = options.clock.now();
    this.visitor = of.visitor;
    this.tab = of.tab;
    this.site = of.site;
    this.created = now;
    this.used = now;
    this.clock = options.clock;
    this.prefix = options.prefix;
    this.#touch = options.touch;
    this.actions = new ActionTable(options.limits);
    this.frame = new Frame(this);
    records.set(this.frame, this);
  }

  hold(): () => void {
    this.holds++;
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.holds--;
      if (!this.isDestroyed) this.#touch(this);
    };
  }

  onDestroy(hook: (frame: Frame) => void): () => void {
    if (this.isDestroyed) {
      hook(this.frame);
      return () => {};
    }
    // The same function twice is two hooks.
    const own = (frame: Frame) => hook(frame);
    const hooks = this.#hooks ??= new Set();
    hooks.add(own);
    return () => void hooks.delete(own);
  }

  /** Ends it. A hook that throws does not keep the others from being called. */
  destroy(onError: (error: unknown) => void): void {
    if (this.isDestroyed) return;
    this.isDestroyed = true;
    this.actions.clear();
    this.form = null;
    this.replacement = null;
    const hooks = this.#hooks;
    this.#hooks = null;
    for (const hook of hooks ?? []) {
      try {
        hook(this.frame);
      } catch (error) {
        onError(error);
      }
    }
  }
}
