// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { FrameRecord } from "./_frame_record.ts";
import { randomSecret } from "./_secret.ts";
import { Visitor, type VisitorState } from "./visitor.ts";

const records = new WeakMap<Visitor, VisitorRecord>();

/** The inner side of a visitor. */
export function visitorRecordOf(visitor: Visitor): VisitorRecord {
  const record = records.get(visitor);
  if (record === undefined) {
    throw new TypeError("Cannot use visitor: not ours");
  }
  return record;
}

/** The inner side of a visitor: its secret, its frames, its times. */
export class VisitorRecord implements VisitorState {
  readonly id: string = randomSecret();
  readonly created: number;
  /** In the order in which they were last asked for. */
  readonly frames: Map<number, FrameRecord> = new Map();
  readonly visitor: Visitor;
  secret: string;
  account: string | null = null;
  hasActed = false;
  isForgotten = false;
  used: number;
  lastTab = 0;
  #watchers: Set<() => void> | null = null;

  constructor(now: number, secret: string = randomSecret()) {
    this.secret = secret;
    this.created = now;
    this.used = now;
    this.visitor = new Visitor(this);
    records.set(this.visitor, this);
  }

  /**
   * Calls a function once, when the visitor is no longer who it was: it logged in
   * or out, or was forgotten.
   *
   * @returns What takes that back.
   */
  watch(watcher: () => void): () => void {
    const watchers = this.#watchers ??= new Set();
    watchers.add(watcher);
    return () => void watchers.delete(watcher);
  }

  /** Calls those who watch. */
  changed(): void {
    const watchers = this.#watchers;
    this.#watchers = null;
    for (const watcher of watchers ?? []) watcher();
  }

  /** Whether something live looks at one of its tabs. */
  get isHeld(): boolean {
    for (const frame of this.frames.values()) {
      if (frame.holds > 0) return true;
    }
    return false;
  }
}
