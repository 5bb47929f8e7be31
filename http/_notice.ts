// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Address } from "../net/address.ts";
import type { Exposure, ListenNotice } from "./listen_notice.ts";

/** The settings that {@linkcode dangersOf} looks at. */
interface RiskySettings {
  trustedProxies?: readonly string[];
  headTimeout?: number;
  bodyTimeout?: number;
  keepAliveTimeout?: number;
}

const LOOPBACK = /^(?:127\.|::1$|localhost$|::ffff:127\.)/i;

/** How servers at some addresses can be reached. */
export function exposureOf(
  addresses: readonly Address[],
  isSecure: boolean,
  trustedProxies: readonly string[] = [],
): Exposure {
  return {
    isPublic: addresses.some((address) =>
      address.transport === "tcp" && !LOOPBACK.test(address.hostname)
    ),
    isSecure,
    trustsProxies: trustedProxies.length > 0,
  };
}

/** What is likely a mistake, and dangerous if it is, a sentence each. */
export function dangersOf(settings: RiskySettings): string[] {
  const dangers: string[] = [];
  for (const range of settings.trustedProxies ?? []) {
    if (!range.endsWith("/0")) continue;
    dangers.push(
      `trustedProxies has ${range}, so anybody can pretend to be anybody else: ` +
        "name the addresses of your own proxies",
    );
  }
  const { headTimeout, bodyTimeout, keepAliveTimeout } = settings;
  const times = { headTimeout, bodyTimeout, keepAliveTimeout };
  for (const [name, time] of Object.entries(times)) {
    if (time !== Infinity) continue;
    dangers.push(
      `${name} is ${time}, so a client that sends nothing holds its connection ` +
        "for ever: give a number of milliseconds",
    );
  }
  return dangers;
}

/** The warnings that were printed: each is worth reading once. */
const printed = new Set<string>();

/** Prints each warning that was not printed yet. */
export function printWarnings({ warnings }: ListenNotice): void {
  for (const warning of warnings) {
    if (printed.has(warning)) continue;
    printed.add(warning);
    console.warn(`Warning: ${warning}`);
  }
}

/** Prints where a server listens, and its warnings. */
export function printNotice(notice: ListenNotice): void {
  console.log(`Listening on ${notice.url}`);
  printWarnings(notice);
}

/** Puts what to do into the message of an error that listening ended in. */
export function explainListenError(
  error: unknown,
  { hostname = "127.0.0.1", port, path }: {
    hostname?: string;
    port?: number;
    path?: string;
  },
): unknown {
  if (!("Deno" in globalThis)) {
    return new Error(
      "Cannot listen: that needs Deno, so give `fetch` of your site to the server of this runtime",
      { cause: error },
    );
  }
  const why = error instanceof Error ? REASONS.get(error.name) : undefined;
  if (why === undefined) return error;
  const where = path ?? `${hostname}:${port ?? 0}`;
  (error as Error).message = `Cannot listen on ${where}: ${why}`;
  return error;
}

const REASONS: ReadonlyMap<string, string> = new Map([
  [
    "AddrInUse",
    "somebody listens there already, so choose another port, or 0 for any that is free",
  ],
  [
    "AddrNotAvailable",
    "this machine has no such address, so choose another hostname",
  ],
  [
    "PermissionDenied",
    "the system keeps it to itself, so choose a port above 1023",
  ],
  [
    "NotCapable",
    "this program may not use the network, so run it with --allow-net",
  ],
]);
