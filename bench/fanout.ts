// Copyright 2026 the tpd2 authors. MIT license.

/**
 * What it costs to tell many: event-stream subscribers, each told a fragment of 100
 * bytes again and again. CPU time of the server a delivery, from the operating system's
 * accounting, and its resident memory a subscriber. The server runs on one core, the
 * client on the other, each in a process of its own; a push is over for all before the
 * next begins. Rounds of all servers are interleaved, and the median counts. `epoll` is
 * ours over the kernel's own calls.
 *
 * Memory is what the process has more of than before the subscribers came. V8's young
 * generation is no part of that: it grows to its full size in any server that has been
 * busy, so it has that size from the beginning, and is written to throughout, and
 * collected, before each reading.
 *
 * ```sh
 * deno run -A bench/fanout.ts [tpd2 epoll deno node bun]
 * ```
 *
 * `SUBSCRIBERS`, `PUSHES` and `ROUNDS` change what is done; `BUN` is where Bun is.
 */

import { Child } from "./_child.ts";

const SUBSCRIBERS = Number(Deno.env.get("SUBSCRIBERS") ?? 5000);
const PUSHES = Number(Deno.env.get("PUSHES") ?? 40);
const ROUNDS = Number(Deno.env.get("ROUNDS") ?? 3);

const DENO = [Deno.execPath(), "run", "-A", "--no-check"];
const V8 = [
  "--expose-gc",
  "--min-semi-space-size=16",
  "--max-semi-space-size=16",
];
const GC = `--v8-flags=${V8.join()}`;

function here(file: string): string {
  return new URL(file, import.meta.url).pathname;
}

const SERVERS: Record<string, { command: string[]; target: string }> = {
  tpd2: {
    command: [...DENO, GC, here("./_fanout_server.ts"), "tpd2"],
    target: "/_tpd2/live?c=news~old:0",
  },
  epoll: {
    command: [...DENO, GC, here("./_fanout_server.ts"), "tpd2", "epoll"],
    target: "/_tpd2/live?c=news~old:0",
  },
  deno: {
    command: [...DENO, GC, here("./_fanout_server.ts"), "deno"],
    target: "/",
  },
  node: {
    command: ["node", ...V8, here("./_fanout_server_node.mjs")],
    target: "/",
  },
  bun: {
    command: [Deno.env.get("BUN") ?? "bun", here("./_fanout_server_node.mjs")],
    target: "/",
  },
};

interface Round {
  /** Microseconds a delivery. */
  cpu: number;
  user: number;
  /** Bytes a subscriber. */
  memory: number;
}

function client(port: string, target: string, count: number): Child {
  const script = here("./_fanout_client.ts");
  return new Child(1, [...DENO, script, port, target, `${count}`]);
}

async function round(kind: string): Promise<Round> {
  const { command, target } = SERVERS[kind]!;
  await using server = new Child(0, command);
  const port = await server.line();
  // What is loaded, compiled and allocated only once is no cost of a subscriber.
  for (let i = 0; i < 5; i++) {
    await using warm = client(port, target, 200);
    await warm.line();
    for (let i = 1; i <= 20; i++) {
      await server.ask("push");
      await warm.ask(`${i * 200}`);
    }
  }
  const empty = await server.ask("memory");
  await using crowd = client(port, target, SUBSCRIBERS);
  await crowd.line();
  const full = await server.ask("memory");
  const before = server.cpu();
  for (let i = 1; i <= PUSHES; i++) {
    await server.ask("push");
    await crowd.ask(`${i * SUBSCRIBERS}`);
  }
  const after = server.cpu();
  const deliveries = SUBSCRIBERS * PUSHES;
  const user = (after.user - before.user) / deliveries * 1e6;
  const system = (after.system - before.system) / deliveries * 1e6;
  return { cpu: user + system, user, memory: (full - empty) / SUBSCRIBERS };
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}

const kinds = Deno.args.length > 0 ? Deno.args : ["tpd2", "deno", "node"];
const rounds: Record<string, Round[]> = {};
for (let i = 0; i < ROUNDS; i++) {
  for (const kind of kinds) (rounds[kind] ??= []).push(await round(kind));
}
console.log(`${SUBSCRIBERS} subscribers, ${PUSHES} pushes, ${ROUNDS} rounds\n`);
console.log("| server | CPU us/delivery | of it user | kB/subscriber |");
console.log("|---|---|---|---|");
for (const kind of kinds) {
  const of = (name: keyof Round) => median(rounds[kind]!.map((r) => r[name]));
  console.log(
    `| ${kind} | ${of("cpu").toFixed(2)} | ${of("user").toFixed(2)} | ${
      (of("memory") / 1024).toFixed(1)
    } |`,
  );
}
