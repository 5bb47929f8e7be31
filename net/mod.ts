// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Bytes and connections: listeners, transports and the connection scheduler.
 *
 * @module
 */

export * from "./byte_window.ts";
