// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** The address of one end of a TCP or TLS connection. */
export interface NetworkAddress {
  /** How bytes travel. */
  readonly transport: "tcp";
  /** The numeric address, without brackets. */
  readonly hostname: string;
  /** The port. */
  readonly port: number;
}

/** The address of one end of a connection through a Unix socket. */
export interface UnixAddress {
  /** How bytes travel. */
  readonly transport: "unix";
  /** The path of the socket; empty at the end that connected. */
  readonly path: string;
}

/** The address of one end of a connection. */
export type Address = NetworkAddress | UnixAddress;

/**
 * Writes an address the way people do: `127.0.0.1:80`, `[::1]:80`,
 * `unix:/run/app.sock`.
 *
 * @param address The address.
 * @returns The text.
 *
 * @example Usage
 * ```ts
 * import { formatAddress } from "@tpd2/tpd2/net";
 * import { assertEquals } from "@std/assert";
 *
 * const address = { transport: "tcp", hostname: "::1", port: 80 } as const;
 * assertEquals(formatAddress(address), "[::1]:80");
 * ```
 */
export function formatAddress(address: Address): string {
  if (address.transport === "unix") return `unix:${address.path}`;
  const { hostname, port } = address;
  return hostname.includes(":")
    ? `[${hostname}]:${port}`
    : `${hostname}:${port}`;
}
