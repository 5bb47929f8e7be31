// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** What goes wrong on one end of a connection in memory. */
export interface Faults {
  /**
   * How many bytes the peer's end holds before writes wait for it to read, as
   * a kernel's buffers do.
   *
   * @default {65536}
   */
  capacity?: number;
  /**
   * How many bytes a single read delivers at most.
   *
   * @default {Infinity}
   */
  maxRead?: number;
  /**
   * How many bytes a single write takes at most (a short write).
   *
   * @default {Infinity}
   */
  maxWrite?: number;
  /**
   * After how many bytes written by this end the connection is reset.
   *
   * @default {Infinity}
   */
  resetAfter?: number;
  /**
   * After how many bytes written by this end no more are delivered.
   *
   * @default {Infinity}
   */
  stallAfter?: number;
}
