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
 * `TABLES`, `WATCHERS`, `PAUSE` (milliseconds) and `SECONDS` change what is done.
 */

const TABLES = Number(Deno.env.get("TABLES") ?? 500);
const WATCHERS = Number(Deno.env.get("WATCHERS") ?? 1000);
const PAUSE = Number(Deno.env.get("PAUSE") ?? 1000);
const SECONDS = Number(Deno.env.get("SECONDS") ?? 20);
const TICKS_PER_SECOND = 100;

const DENO = [Deno.execPath(), "run", "-A", "--no-check"];

/** A child process on one core that answers each line with a line of JSON. */
class Child {
  readonly #process: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #output: ReadableStreamDefaultReader<string>;
  #text = "";

  constructor(core: number, file: string, args: readonly string[]) {
    const script = new URL(file, import.meta.url).pathname;
    const flags = core === 0 ? ["--v8-flags=--expose-gc"] : [];
    this.#process = new Deno.Command("taskset", {
      args: ["-c", `${core}`, ...DENO, ...flags, script, ...args],
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    this.#input = this.#process.stdin.getWriter();
    this.#output = this.#process.stdout
      .pipeThrough(new TextDecoderStream()).getReader();
  }

  async line(): Promise<string> {
    while (!this.#text.includes("\n")) {
      const { value, done } = await this.#output.read();
      if (done) throw new Error("Cannot read a line: the process has ended");
      this.#text += value;
    }
    const end = this.#text.indexOf("\n");
    const line = this.#text.slice(0, end);
    this.#text = this.#text.slice(end + 1);
    return line;
  }

  async ask<T>(command: string): Promise<T> {
    await this.#input.write(new TextEncoder().encode(`${command}\n`));
    return JSON.parse(await this.line());
  }

  /** CPU seconds so far. */
  cpu(): number {
    const stat = Deno.readTextFileSync(`/proc/${this.#process.pid}/stat`);
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#input.close().catch(() => {});
    await this.#process.status;
    await this.#output.cancel();
  }
}

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
  const cpu = server.cpu();
  await new Promise((resolve) => setTimeout(resolve, SECONDS * 1000));
  const used = server.cpu() - cpu;
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
    await using server = new Child(0, "./_game_load_server.ts", args);
    const port = await server.line();
    const empty = await server.ask<Stats>("stats");
    await server.ask("play");
    // What is compiled only once is no cost of a move.
    await new Promise((resolve) => setTimeout(resolve, 5000));
    const alone = await span(server, null);
    const watching = [port, `${WATCHERS}`];
    await using watchers = new Child(1, "./_game_load_client.ts", watching);
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
