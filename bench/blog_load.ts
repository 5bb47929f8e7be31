// Copyright 2026 the tpd2 authors. MIT license.

/**
 * What a blog of 1,000 entries costs: how long until it answers, how much memory it
 * takes, and how much processor time a request of its front page and of an entry
 * takes, beside a static file of the same bytes from our own server and the same
 * bytes in memory from `Deno.serve`. One core for the server, one for wrk; in turns.
 *
 * ```sh
 * deno run -A bench/blog_load.ts
 * ```
 *
 * `ENTRIES`, `SECONDS` and `ROUNDS` change what is done. It needs Linux, `wrk` and
 * `taskset`.
 */

import { cpuOf, freePort, wrk } from "./_measure.ts";

const ENTRIES = Number(Deno.env.get("ENTRIES") ?? 1000);
const SECONDS = Number(Deno.env.get("SECONDS") ?? 5);
const ROUNDS = Number(Deno.env.get("ROUNDS") ?? 3);
const STARTS = 5;
const TICKS_PER_SECOND = 100;
const LOAD = { name: "blog", title: "", path: "", connections: 64 };

const root = new URL("../", import.meta.url).pathname;
const DENO = [Deno.execPath(), "run", "-A", `--config=${root}deno.json`];

/** Writes entries that are seven hours apart, with code, lists and links. */
async function writeEntries(folder: string, count: number): Promise<void> {
  const words =
    "Some words of an entry, with *emphasis* and a [link](/entry-1). ";
  const now = Date.now();
  for (let i = 0; i < count; i++) {
    const date = new Date(now - (7 * i + 1) * 3_600_000).toISOString();
    await Deno.writeTextFile(
      `${folder}/entry-${i}.md`,
      `---\ntitle: Entry ${i}\ndate: ${date}\ntags: [tag ${i % 7}, tag ${
        i % 11
      }]\n---\n${
        words.repeat(6)
      }\n\n- One\n- Two\n\n## A heading\n\n\`\`\`ts\nconst answer: number = ${i};\n\`\`\`\n\n${
        words.repeat(12)
      }\n`,
    );
  }
}

/** A server on its core. */
class Server implements AsyncDisposable {
  readonly port = freePort();
  readonly #child: Deno.ChildProcess;

  constructor(...args: string[]) {
    const command = args.map((arg) => arg.replace("PORT", `${this.port}`));
    this.#child = new Deno.Command("taskset", {
      args: ["-c", "0", ...DENO, ...command],
      stdout: "null",
      stderr: "null",
    }).spawn();
  }

  get pid(): number {
    return this.#child.pid;
  }

  /** Asks until there is an answer. */
  async answer(path: string): Promise<Uint8Array<ArrayBuffer>> {
    const url = `http://127.0.0.1:${this.port}${path}`;
    const headers = { "accept-encoding": "identity" };
    for (const end = Date.now() + 60_000; Date.now() < end;) {
      try {
        const response = await fetch(url, { headers });
        if (response.ok) return await response.bytes();
        throw new Error(`Cannot use ${url}: it answers ${response.status}`);
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    }
    throw new Error(`Cannot use ${url}: it does not answer`);
  }

  /** Resident memory in MiB. */
  async memory(): Promise<number> {
    const status = await Deno.readTextFile(`/proc/${this.pid}/status`);
    return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024;
  }

  /** Processor time in seconds, of all threads. */
  async cpu(): Promise<number> {
    const { user, system } = await cpuOf(this.pid);
    return (user + system) / TICKS_PER_SECOND;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#child.status;
  }
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function start(folder: string, count: string): Promise<void> {
  const walls: number[] = [];
  const cpus: number[] = [];
  let memory = 0;
  for (let i = 0; i < STARTS; i++) {
    const began = performance.now();
    await using server = blogServer(folder);
    await server.answer("/");
    walls.push(performance.now() - began);
    cpus.push(await server.cpu());
    memory = await server.memory();
  }
  console.log(
    `${count} entries: first response after ${median(walls).toFixed(0)} ms (${
      (median(cpus) * 1000).toFixed(0)
    } ms of processor time), ${memory.toFixed(0)} MiB then`,
  );
}

function blogServer(folder: string): Server {
  return new Server(
    `${root}blog/main.ts`,
    folder,
    "--port=PORT",
    "--no-comments",
  );
}

/** Microseconds of processor time a request, and requests a second. */
async function load(server: Server, path: string): Promise<[number, number]> {
  const before = await server.cpu();
  const url = `http://127.0.0.1:${server.port}${path}`;
  const { requests, duration } = await wrk(url, LOAD, SECONDS);
  const after = await server.cpu();
  return [(after - before) / requests * 1e6, requests / (duration / 1e6)];
}

const folder = await Deno.makeTempDir();
try {
  const posts = `${folder}/posts`;
  const few = `${folder}/few`;
  for (const [directory, count] of [[posts, ENTRIES], [few, 6]] as const) {
    await Deno.mkdir(directory);
    await writeEntries(directory, count);
  }
  console.log(
    `Deno ${Deno.version.deno}, V8 ${Deno.version.v8}; load average ${
      Deno.loadavg()[0]!.toFixed(1)
    }\n`,
  );
  await start(few, "6");
  await start(posts, `${ENTRIES}`);
  await using blog = blogServer(posts);
  // A search reads all entries, and so renders what is not rendered yet.
  await blog.answer("/search?q=words");
  console.log(
    `${ENTRIES} entries, all rendered: ${
      (await blog.memory()).toFixed(0)
    } MiB\n`,
  );
  console.log("| page | bytes | server | us a request | requests a second |");
  console.log("| --- | --: | --- | --: | --: |");
  const script = `${root}bench/_page_server.ts`;
  for (
    const [name, path] of [["front", "/"], ["entry", "/entry-500"]] as const
  ) {
    const page = await blog.answer(path);
    await Deno.writeFile(`${folder}/page.html`, page);
    await using ours = new Server(script, "tpd2", folder, "PORT");
    await using deno = new Server(script, "deno", folder, "PORT");
    const rows: [title: string, server: Server, path: string][] = [
      ["the blog", blog, path],
      ["the same bytes as a static file of ours", ours, "/page.html"],
      ["the same bytes in memory, `Deno.serve`", deno, "/page.html"],
    ];
    const results = rows.map(() => [[], []] as [number[], number[]]);
    for (const [, server, path] of rows) {
      await server.answer(path);
      await load(server, path);
    }
    for (let round = 0; round < ROUNDS; round++) {
      for (const [i, [, server, path]] of rows.entries()) {
        const [cpu, rate] = await load(server, path);
        results[i]![0].push(cpu);
        results[i]![1].push(rate);
      }
    }
    for (const [i, [title]] of rows.entries()) {
      const [cpu, rate] = results[i]!.map(median) as [number, number];
      console.log(
        `| ${name} | ${page.length} | ${title} | ${cpu.toFixed(1)} | ${
          rate.toFixed(0)
        } |`,
      );
    }
  }
} finally {
  await Deno.remove(folder, { recursive: true });
}
