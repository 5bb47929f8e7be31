// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** How many visitors and frames a site remembers, and for how long. */
export interface VisitorOptions {
  /**
   * The greatest number of visitors. Beyond it those who never acted are
   * forgotten first, then those who were away for longest; whoever is logged in
   * or has a live connection goes after others.
   *
   * @default {10000}
   */
  maxVisitors?: number;
  /**
   * The greatest number of frames (tabs) of one visitor. Beyond it the one that
   * was not used for longest ends.
   *
   * @default {8}
   */
  maxFrames?: number;
  /**
   * The greatest number of actions of one frame.
   *
   * @default {1000}
   */
  maxActions?: number;
  /**
   * How many milliseconds a visitor is remembered after the last request.
   *
   * @default {86400000}
   */
  visitorIdle?: number;
  /**
   * How many milliseconds a visitor is remembered at most, whatever happens.
   *
   * @default {2592000000}
   */
  visitorLifetime?: number;
  /**
   * How many milliseconds a frame lives after the last request of its tab. A
   * live connection keeps it alive.
   *
   * @default {1800000}
   */
  frameIdle?: number;
  /**
   * How many milliseconds a frame lives at most, whatever happens.
   *
   * @default {86400000}
   */
  frameLifetime?: number;
  /**
   * How many milliseconds an action works still when its part of the page was
   * rendered again, for those who look at the old one.
   *
   * @default {60000}
   */
  actionGrace?: number;
  /**
   * The greatest number of answers of actions, of all visitors, that wait to be
   * fetched: files that are returned to a page whose script sent the form.
   *
   * @default {1000}
   */
  maxAnswers?: number;
  /**
   * How many milliseconds they wait.
   *
   * @default {60000}
   */
  answerGrace?: number;
}

/** The same, filled in. */
export type VisitorLimits = Required<VisitorOptions>;

const DEFAULTS: VisitorLimits = {
  maxVisitors: 10_000,
  maxFrames: 8,
  maxActions: 1000,
  visitorIdle: 86_400_000,
  visitorLifetime: 2_592_000_000,
  frameIdle: 1_800_000,
  frameLifetime: 86_400_000,
  actionGrace: 60_000,
  maxAnswers: 1000,
  answerGrace: 60_000,
};

/** Fills in the defaults. */
export function visitorLimits(options: VisitorOptions): VisitorLimits {
  const limits = { ...DEFAULTS };
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue;
    if (!(name in DEFAULTS)) continue;
    const least = name.startsWith("max") ? 1 : 0;
    if (!(typeof value === "number" && value >= least)) {
      throw new RangeError(
        `Cannot use ${name} ${value}: it must be at least ${least}`,
      );
    }
    limits[name as keyof VisitorLimits] = value;
  }
  return limits;
}
