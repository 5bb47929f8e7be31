// Copyright 2026 the tpd2 authors. MIT license.

/**
 * A port forwarder: listens on a port and joins every connection with one of
 * its own to somewhere else.
 *
 * ```sh
 * deno run --allow-net docs/examples/forward.ts 8080 example.com:80
 * deno run -A docs/examples/forward.ts 8080 /run/app.sock
 * ```
 *
 * Ctrl+C lets the open connections end for ten seconds and shows what is carried.
 *
 * @module
 */

import process from "node:process";
import {
  connect,
  type Connection,
  type ConnectOptions,
  formatAddress,
  forward,
  listen,
  schedule,
} from "@tpd2/tpd2/net";

const USAGE = "usage: forward.ts [address:]port (host:port | path)";

/** Splits `host:port`, `[::1]:80`, `:80` and `80`. */
function parseHostPort(text: string): { hostname?: string; port: number } {
  const match = /^(?:(?:\[(.+)\]|([^:]*)):)?(\d{1,5})$/.exec(text);
  if (match === null) throw new TypeError(`Cannot parse ${text}: ${USAGE}`);
  const hostname = match[1] ?? match[2];
  const port = Number(match[3]);
  return hostname ? { hostname, port } : { port };
}

async function main(from: string, to: string): Promise<void> {
  const target: ConnectOptions = to.includes("/")
    ? { path: to }
    : parseHostPort(to);
  const listener = listen(parseHostPort(from));
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());

  async function join(connection: Connection): Promise<void> {
    const upstream = await reach(connection);
    if (upstream === null) return connection.abort();
    await forward(connection, upstream);
  }

  async function reach(connection: Connection): Promise<Connection | null> {
    try {
      return await connect(target);
    } catch (error) {
      const who = formatAddress(connection.remoteAddress);
      console.error(`Cannot forward ${who}: ${error}`);
      return null;
    }
  }

  console.log(`Forwarding ${formatAddress(listener.address)} to ${to}`);
  const scheduler = schedule(listener, { signal: stop.signal });
  for await (const ready of scheduler) {
    for (const connection of ready) connection.run(join);
    if (scheduler.draining) console.log(scheduler.stats());
  }
}

const [from, to] = process.argv.slice(2);
if (from === undefined || to === undefined) {
  console.error(USAGE);
  process.exitCode = 2;
} else await main(from, to);
