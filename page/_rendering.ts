// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { recordOf } from "./_frame_record.ts";
import type { Frame } from "./frame.ts";

/** What is being rendered: it says where actions belong. */
export interface Rendering {
  /** The part of the page that is rendered as a whole. */
  readonly region: string;
  /** Whether one rendering is for everybody: nothing in it may belong to a frame. */
  readonly isShared: boolean;
  /** The frame that it is for, made if there is none. */
  readonly frame: Frame;
  /** The frame that it is for, if there is one. */
  readonly knownFrame: Frame | null;
  /** Where the site's endpoints are. */
  readonly prefix: string;
  /** How many forms were made so far: their ids come from it. */
  formCount: number;
  /** Notes that the page needs the form that its buttons belong to. */
  needForm(): void;
}

let current: Rendering | null = null;

/**
 * Calls a function while something is being rendered: the actions that it makes
 * before it first waits belong there.
 */
export function rendering<T>(what: Rendering | null, render: () => T): T {
  const before = current;
  current = what;
  try {
    return render();
  } finally {
    current = before;
  }
}

/** Begins to render; `stopRendering` must follow in any case. Faster than a function to call. */
export function startRendering(what: Rendering | null): Rendering | null {
  const before = current;
  current = what;
  return before;
}

/** Ends what `startRendering` began. */
export function stopRendering(before: Rendering | null): void {
  current = before;
}

/** What is being rendered now, if anything. */
export function peekRendering(): Rendering | null {
  return current;
}

/** What is being rendered now. */
export function currentRendering(what: string): Rendering {
  if (current === null) {
    throw new TypeError(
      `Cannot make ${what}: no page is being rendered here; after an await say for which, with { context }`,
    );
  }
  return current;
}

/**
 * Renders a region for one frame: what it had before ends after the grace
 * period. Actions that are made meanwhile belong to it.
 */
export function renderRegion<T>(
  frame: Frame,
  region: string,
  render: () => T,
): T {
  const record = recordOf(frame);
  record.actions.begin(region, record.clock.now());
  return rendering({
    region,
    isShared: false,
    frame,
    knownFrame: frame,
    formCount: 0,
    prefix: record.prefix,
    needForm: () => {},
  }, render);
}

/** Renders once for everybody. Making an action of a frame meanwhile throws. */
export function renderShared<T>(prefix: string, render: () => T): T {
  return rendering({
    region: "",
    isShared: true,
    prefix,
    formCount: 0,
    knownFrame: null,
    needForm: () => {},
    get frame(): Frame {
      throw new TypeError(
        "Cannot use a frame here: what is rendered is for everybody; use an action of the site",
      );
    },
  }, render);
}
