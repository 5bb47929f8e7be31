// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Who is faster: each server pinned to one core, `wrk` on the other, several rounds in
 * turn, the server's CPU time a request from the operating system's accounting.
 *
 * ```sh
 * deno task bench:http            # everything, about 15 minutes
 * deno task bench:http --cases hello,table --servers tpd2-epoll,deno --rounds 3
 * ```
 *
 * It needs Linux, two cores and `wrk`. Peers that are not Deno's come from npm into a
 * temporary folder; C and Go take part where there is a compiler. Writes
 * `bench/RESULTS.md`, with the machine, the versions and the commands, and compares
 * with what was recorded there before.
 */

import { parseArgs } from "@std/cli/parse-args";
import { CASES, HELLO, type LoadCase } from "./_cases.ts";
import { type IdleMeasurement, measureIdle } from "./_idle.ts";
import { installPeers, type Peer, peersOf } from "./_peers.ts";
import { measure, type Measurement } from "./_measure.ts";
import { report } from "./_report.ts";

const flags = parseArgs(Deno.args, {
  string: ["cases", "servers", "rounds", "seconds", "out"],
  default: {
    rounds: "3",
    seconds: "4",
    out: new URL("./RESULTS.md", import.meta.url).pathname,
  },
});

function chosen<T extends { name: string }>(all: T[], names: unknown): T[] {
  if (typeof names !== "string") return all;
  const wanted = names.split(",");
  const missing = wanted.filter((name) =>
    !all.some((one) => one.name === name)
  );
  if (missing.length > 0) {
    console.error(
      `Cannot find ${missing.join(", ")}: there are ${
        all.map(({ name }) => name).join(", ")
      }`,
    );
    Deno.exit(1);
  }
  return all.filter(({ name }) => wanted.includes(name));
}

/** Memory instead of time, so it is measured apart. */
const IDLE: LoadCase = {
  name: "idle",
  title: "Idle connections",
  path: HELLO,
  connections: 0,
};

/** What the measuring is done with, and the package of Debian that has it. */
const PROGRAMS = { taskset: "util-linux", wrk: "wrk", npm: "npm" };

/** The first program that is missing, or `undefined`. */
async function missingProgram(): Promise<string | undefined> {
  for (const [program, name] of Object.entries(PROGRAMS)) {
    try {
      const options = { args: ["--version"], stdout: "null", stderr: "null" };
      await new Deno.Command(program, options as Deno.CommandOptions).output();
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
      return `${program} is missing, so install it (Debian: apt-get install ${name})`;
    }
  }
  return undefined;
}

async function main(): Promise<void> {
  const missing = await missingProgram();
  if (missing !== undefined) {
    console.error(`Cannot measure: ${missing}`);
    Deno.exit(1);
  }
  const folder = await Deno.makeTempDir({ prefix: "tpd2_bench_" });
  try {
    const tools = await installPeers(folder);
    const peers: Peer[] = chosen(peersOf(tools), flags.servers);
    const wanted: LoadCase[] = chosen([...CASES, IDLE], flags.cases);
    const cases = wanted.filter((load) => load !== IDLE);
    const results: Measurement[] = [];
    const idle: IdleMeasurement[] = [];
    for (const load of cases) {
      // A round of all, then another of all: whatever else the machine does
      // meanwhile, it does to everybody.
      for (let round = 0; round < Number(flags.rounds); round++) {
        for (const peer of peers) {
          if (load.only !== undefined && !load.only(peer.name)) continue;
          const result = await measure(peer, load, Number(flags.seconds));
          if (result === null) continue;
          results.push(result);
          const cpu = (result.user + result.system).toFixed(2);
          console.error(
            `${load.name} ${round + 1} ${peer.name}: ${cpu} us a request, ` +
              `${Math.round(result.perSecond)} requests/s`,
          );
        }
      }
    }
    if (wanted.includes(IDLE)) {
      for (const peer of peers) {
        // The bare loop answers what it has not read, and keeps nothing.
        if (peer.name === "c") continue;
        const result = await measureIdle(peer, HELLO);
        if (result === null) continue;
        idle.push(result);
        console.error(`idle ${peer.name}: ${Math.round(result.bytes)} bytes`);
      }
    }
    await report(results, { cases, idle, out: String(flags.out), tools });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

await main();
