// Copyright 2026 the tpd2 authors. MIT license.

/**
 * What the scheduler costs: echo round trips of 64 bytes against a bare loop of
 * read and write on `Deno.listen`, and the memory of idle connections.
 *
 * The server runs on one core and the client on the other, each in a process
 * of its own. The figures are the server's CPU time per round trip, from the
 * operating system's accounting; rounds of all servers are interleaved. Others
 * who use the machine only ever add to the figures, so the best round of each
 * counts; the median of the ratios within each round is shown beside.
 *
 * ```sh
 * deno run -A bench/net_echo.ts [echo|idle [servers [connections]]]
 * ```
 */

import { Child, denoCommand } from "./_child.ts";

const ROUNDS = 6;
const DURATION = 1000;
const IDLE_CONNECTIONS = 10_000;

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

interface Round {
  user: number;
  cpu: number;
  rate: number;
}

async function echoRound(kind: string, connections: number): Promise<Round> {
  await using server = new Child(
    0,
    denoCommand("./_net_echo_server.ts", [kind]),
  );
  const port = await server.line();
  await using client = new Child(
    1,
    denoCommand("./_net_echo_client.ts", [
      port,
      `${connections}`,
      `${DURATION}`,
    ]),
  );
  await client.line();
  await client.ask();
  const before = server.cpu();
  const trips = await client.ask();
  const after = server.cpu();
  const user = (after.user - before.user) / trips * 1e6;
  return {
    user,
    cpu: user + (after.system - before.system) / trips * 1e6,
    rate: trips / DURATION * 1000,
  };
}

async function compareEcho(
  kinds: readonly string[],
  counts: readonly number[],
): Promise<void> {
  console.log(
    "| connections | server | CPU us/trip | of it user | ratio | median ratio | trips/s |",
  );
  console.log("|---|---|---|---|---|---|---|");
  for (const connections of counts) {
    const rounds = new Map<string, Round[]>(kinds.map((kind) => [kind, []]));
    for (let i = 0; i < ROUNDS; i++) {
      for (const kind of kinds) {
        rounds.get(kind)!.push(await echoRound(kind, connections));
      }
    }
    const bare = rounds.get(kinds[0]!)!;
    const least = Math.min(...bare.map(({ cpu }) => cpu));
    for (const [kind, all] of rounds) {
      const best = all.toSorted((a, b) => a.cpu - b.cpu)[0]!;
      const ratios = all.map(({ cpu }, i) => cpu / bare[i]!.cpu);
      const cells = [
        connections,
        kind,
        best.cpu.toFixed(2),
        best.user.toFixed(2),
        (best.cpu / least).toFixed(2),
        median(ratios).toFixed(2),
        best.rate.toFixed(0),
      ];
      console.log(`| ${cells.join(" | ")} |`);
    }
  }
}

async function idleBytes(kind: string): Promise<number> {
  await using server = new Child(
    0,
    denoCommand("./_net_echo_server.ts", [kind]),
  );
  const port = await server.line();
  {
    // What is loaded and allocated only once is no cost of a connection.
    await using warm = new Child(
      1,
      denoCommand("./_net_echo_client.ts", [port, "50", "0"]),
    );
    await warm.line();
  }
  const before = await server.ask();
  await using client = new Child(
    1,
    denoCommand("./_net_echo_client.ts", [
      port,
      `${IDLE_CONNECTIONS}`,
      "0",
    ]),
  );
  await client.line();
  await server.ask();
  return (await server.ask() - before) / IDLE_CONNECTIONS;
}

async function compareIdle(): Promise<void> {
  console.log(
    `| server | bytes per idle connection, ${IDLE_CONNECTIONS} of them |`,
  );
  console.log("|---|---|");
  for (const kind of ["bare-idle", "bare", "run", "into", "batch"]) {
    const figures: number[] = [];
    for (let i = 0; i < 3; i++) figures.push(await idleBytes(kind));
    console.log(`| ${kind} | ${median(figures).toFixed(0)} |`);
  }
}

const [only, kinds = "bare,into,run,batch", counts = "1,64,1000"] = Deno.args;
if (only !== "idle") {
  await compareEcho(kinds.split(","), counts.split(",").map(Number));
}
if (only !== "echo") await compareIdle();
