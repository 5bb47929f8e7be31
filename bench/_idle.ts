// Copyright 2026 the tpd2 authors. MIT license.

import type { Peer } from "./_peers.ts";
import { startPeer } from "./_measure.ts";

/** How many connections stand idle. One more than our default bound would be refused. */
export const IDLE_CONNECTIONS = 10_000;
/** How many are opened at once. */
const BURST = 100;
/** How long the server may tidy up before it is looked at, in milliseconds. */
const SETTLE = 3000;

/** What an idle connection costs. */
export interface IdleMeasurement {
  /** The server's name. */
  server: string;
  /** Bytes of resident memory a connection. */
  bytes: number;
}

/**
 * The resident memory of a server for each of many connections that have had an
 * answer and stay open; null if it does not answer.
 */
export async function measureIdle(
  peer: Peer,
  path: string,
): Promise<IdleMeasurement | null> {
  await using server = await startPeer(peer, { name: "idle", path });
  if (server === null) return null;
  const request = new TextEncoder().encode(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`,
  );
  const connections: Deno.Conn[] = [];
  try {
    // What is compiled and allocated once is not to count.
    await open(connections, { port: server.port, request, count: BURST });
    await settle();
    const before = await residentBytes(server.pid);
    await open(connections, {
      port: server.port,
      request,
      count: IDLE_CONNECTIONS - BURST,
    });
    await settle();
    const after = await residentBytes(server.pid);
    const bytes = (after - before) / (IDLE_CONNECTIONS - BURST);
    return { server: peer.name, bytes };
  } finally {
    for (const connection of connections) connection.close();
  }
}

/** Opens connections, each of which asks once and is answered. */
async function open(
  connections: Deno.Conn[],
  options: { port: number; request: Uint8Array; count: number },
): Promise<void> {
  const { port, request } = options;
  for (let left = options.count; left > 0; left -= BURST) {
    const opened = await Promise.all(
      Array.from({ length: Math.min(BURST, left) }, async () => {
        const connection = await Deno.connect({ port, hostname: "127.0.0.1" });
        await connection.write(request);
        await connection.read(new Uint8Array(4096));
        return connection;
      }),
    );
    connections.push(...opened);
  }
}

function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, SETTLE));
}

async function residentBytes(pid: number): Promise<number> {
  const status = await Deno.readTextFile(`/proc/${pid}/status`);
  return Number(/VmRSS:\s*(\d+) kB/.exec(status)?.[1] ?? NaN) * 1024;
}
