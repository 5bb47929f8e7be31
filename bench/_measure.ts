// Copyright 2026 the tpd2 authors. MIT license.

import type { LoadCase } from "./_cases.ts";
import type { Peer } from "./_peers.ts";

/** What one round of one server under one load gave. */
export interface Measurement {
  /** The server's name. */
  server: string;
  /** The load's name. */
  load: string;
  /** Requests a second. */
  perSecond: number;
  /** Microseconds of CPU a request in the server's own code. */
  user: number;
  /** Microseconds of CPU a request in the kernel. */
  system: number;
  /** The median and the 99th percentile of the latency, in microseconds. */
  p50: number;
  p99: number;
}

const SERVER_CORE = "0";
const LOAD_CORE = "1";
/** The kernel's clock ticks of `/proc/PID/stat`, by `getconf CLK_TCK`. */
const TICKS_PER_SECOND = 100;

/** How long a server is warmed up, in seconds: compilers are at work in most. */
const WARM_UP = 3;

/** A server that answers. */
export interface RunningPeer extends AsyncDisposable {
  /** Where it listens. */
  readonly port: number;
  /** Its process. */
  readonly pid: number;
}

/** Starts a server on its core; null if it does not answer as it should. */
export async function startPeer(
  peer: Peer,
  load: Pick<LoadCase, "name" | "path">,
): Promise<RunningPeer | null> {
  const port = freePort();
  const address = peer.portFlag === undefined ? [] : [peer.portFlag];
  const child = new Deno.Command("taskset", {
    args: ["-c", SERVER_CORE, ...peer.command, ...address, `${port}`],
    stdout: "null",
    stderr: "null",
    env: { NODE_ENV: "production" },
  }).spawn();
  const server: RunningPeer = {
    port,
    pid: child.pid,
    async [Symbol.asyncDispose](): Promise<void> {
      child.kill("SIGKILL");
      await child.status;
    },
  };
  if (await answers(`http://127.0.0.1:${port}${load.path}`, load)) {
    return server;
  }
  await server[Symbol.asyncDispose]();
  console.error(`${peer.name} does not answer ${load.path}`);
  return null;
}

/** Puts a server under a load for some seconds; null if it does not answer. */
export async function measure(
  peer: Peer,
  load: LoadCase,
  seconds: number,
): Promise<Measurement | null> {
  await using server = await startPeer(peer, load);
  if (server === null) return null;
  const url = `http://127.0.0.1:${server.port}${load.path}`;
  await wrk(url, load, WARM_UP);
  const before = await cpuOf(server.pid);
  const result = await wrk(url, load, seconds);
  const after = await cpuOf(server.pid);
  const each = (ticks: number) =>
    ticks / TICKS_PER_SECOND * 1e6 / result.requests;
  return {
    server: peer.name,
    load: load.name,
    perSecond: result.requests / (result.duration / 1e6),
    user: each(after.user - before.user),
    system: each(after.system - before.system),
    p50: result.p50,
    p99: result.p99,
  };
}

/** A port that nobody listened on a moment ago. */
export function freePort(): number {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = listener.addr;
  listener.close();
  return port;
}

/** Waits until the server answers as it should. */
async function answers(
  url: string,
  load: Pick<LoadCase, "name">,
): Promise<boolean> {
  const form = load.name === "form";
  for (let i = 0; i < 100; i++) {
    try {
      const response = await fetch(url, {
        signal: AbortSignal.timeout(1000),
        ...(form
          ? { method: "POST", body: new URLSearchParams({ name: "John" }) }
          : {}),
      });
      const text = await response.text();
      if (response.ok) {
        return text.includes(load.name === "table" ? "12" : "John");
      }
    } catch {
      // It is not up yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

/** The CPU time that a process has used, all threads together, in ticks. */
export async function cpuOf(
  pid: number,
): Promise<{ user: number; system: number }> {
  const stat = await Deno.readTextFile(`/proc/${pid}/stat`);
  // The name in brackets may hold anything; what follows it is numbers.
  const numbers = stat.slice(stat.lastIndexOf(")") + 2).split(" ").map(Number);
  return { user: numbers[11]!, system: numbers[12]! };
}

/** Prints what is needed as one line of JSON when wrk is done. */
const DONE_SCRIPT = `
done = function(summary, latency)
  io.write(string.format(
    '{"requests":%d,"duration":%d,"p50":%d,"p99":%d,"errors":%d}',
    summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), summary.errors.status + summary.errors.read))
end
`;

/** Puts an address under a load for some seconds. */
export async function wrk(
  url: string,
  load: LoadCase,
  seconds: number,
): Promise<{ requests: number; duration: number; p50: number; p99: number }> {
  const script = await Deno.makeTempFile({ suffix: ".lua" });
  try {
    await Deno.writeTextFile(script, (load.script ?? "") + DONE_SCRIPT);
    const { stdout } = await new Deno.Command("taskset", {
      args: [
        ...["-c", LOAD_CORE, "wrk", "-t1", `-c${load.connections}`],
        ...[`-d${seconds}`, "-s", script],
        ...(load.fields ?? []).flatMap((field) => ["-H", field]),
        url,
      ],
      stderr: "null",
    }).output();
    const text = new TextDecoder().decode(stdout);
    return JSON.parse(text.slice(text.lastIndexOf("{")));
  } finally {
    await Deno.remove(script);
  }
}
