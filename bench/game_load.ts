// Copyright 2026 the tpd2 authors. MIT license.

/**
 * What it costs to have many tables and many who watch: 500 tables where robots play,
 * each a move a second, first without and then with 1,000 event streams, two at each
 * table. The server runs on one core, those who watch on the other. CPU time of the
 * server from the operating system's accounting, resident memory and V8's heap.
 *
 * ```sh
 * deno run -A bench/game_load.ts [memory sqlite]
 * ```
 *
 * What it said last, on a machine of two cores that had much else to do, with the games
 * kept in SQLite: 6 % of a core for 550 moves a second, which is 110 us a move with all
 * that robots, rules and the store do for it; 14 % with the 1,000 who watch, which is
 * 69 us for each of 1,100 fragments a second of 3.7 kB, rendered once for two streams. A
 * table took 39 kB of heap, a stream 19 kB, the channels of the tables included.
 *
 * `TABLES`, `WATCHERS`, `PAUSE` (milliseconds) and `SECONDS` change what is done.
 */

import { Child, denoCommand } from "./_child.ts";

const TABLES = Number(Deno.env.get("TABLES") ?? 500);
const WATCHERS = Number(Deno.env.get("WATCHERS") ?? 1000);
const PAUSE = Number(Deno.env.get("PAUSE") ?? 1000);
const SECONDS = Number(Deno.env.get("SECONDS") ?? 20);

interface Stats {
  moves: number;
  rss: number;
  heapUsed: number;
  streams: number;
  playing: number;
}

interface Counted {
  events: number;
  bytes: number;
  visits: number;
}

/** What happened in some seconds. */
interface Span {
  cpu: number;
  moves: number;
  events: number;
  bytes: number;
  visits: number;
  end: Stats;
}

async function span(server: Child, watchers: Child | null): Promise<Span> {
  const before = await server.ask<Stats>("stats");
  const seen = await watchers?.ask<Counted>("count");
  const cpu = server.cpu().total;
  await new Promise((resolve) => setTimeout(resolve, SECONDS * 1000));
  const used = server.cpu().total - cpu;
  const after = await watchers?.ask<Counted>("count");
  const end = await server.ask<Stats>("stats");
  return {
    cpu: used,
    moves: end.moves - before.moves,
    events: (after?.events ?? 0) - (seen?.events ?? 0),
    bytes: (after?.bytes ?? 0) - (seen?.bytes ?? 0),
    visits: (after?.visits ?? 0) - (seen?.visits ?? 0),
    end,
  };
}

async function run(store: string): Promise<string[]> {
  const directory = await Deno.makeTempDir();
  try {
    const file = store === "memory" ? store : `${directory}/games.sqlite`;
    const args = [`${TABLES}`, `${PAUSE}`, file];
    await using server = new Child(
      0,
      denoCommand("./_game_load_server.ts", args),
    );
    const port = await server.line();
    const empty = await server.ask<Stats>("stats");
    await server.ask("play");
    // What is compiled only once is no cost of a move.
    await new Promise((resolve) => setTimeout(resolve, 5000));
    const alone = await span(server, null);
    const watching = [port, `${WATCHERS}`];
    await using watchers = new Child(
      1,
      denoCommand("./_game_load_client.ts", watching),
    );
    await watchers.line();
    const watched = await span(server, watchers);
    return report(store, { empty, alone, watched });
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

function report(
  store: string,
  { empty, alone, watched }: { empty: Stats; alone: Span; watched: Span },
): string[] {
  const perMove = alone.cpu / alone.moves;
  const perEvent = (watched.cpu - perMove * watched.moves) / watched.events;
  const kilo = (bytes: number, count: number) =>
    (bytes / count / 1024).toFixed(1);
  return [
    store,
    `${watched.end.playing}, ${watched.end.streams}`,
    (alone.cpu / SECONDS * 100).toFixed(1),
    (watched.cpu / SECONDS * 100).toFixed(1),
    (alone.moves / SECONDS).toFixed(0),
    (perMove * 1e6).toFixed(0),
    (watched.events / SECONDS).toFixed(0),
    (watched.visits / SECONDS).toFixed(1),
    (perEvent * 1e6).toFixed(1),
    (watched.bytes / watched.events).toFixed(0),
    kilo(alone.end.rss - empty.rss, TABLES),
    kilo(alone.end.heapUsed - empty.heapUsed, TABLES),
    kilo(watched.end.rss - alone.end.rss, watched.end.streams),
    kilo(watched.end.heapUsed - alone.end.heapUsed, watched.end.streams),
  ];
}

const HEADINGS = [
  "store",
  "tables, streams",
  "CPU % alone",
  "CPU % watched",
  "moves/s",
  "CPU us/move",
  "fragments/s",
  "visits/s",
  "CPU us/fragment",
  "bytes/fragment",
  "rss kB/table",
  "heap kB/table",
  "rss kB/stream",
  "heap kB/stream",
];

console.log(`| ${HEADINGS.join(" | ")} |\n|${"---|".repeat(HEADINGS.length)}`);
for (const store of Deno.args.length > 0 ? Deno.args : ["memory", "sqlite"]) {
  console.log(`| ${(await run(store)).join(" | ")} |`);
}
