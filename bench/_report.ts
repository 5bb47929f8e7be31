// Copyright 2026 the tpd2 authors. MIT license.

import type { LoadCase } from "./_cases.ts";
import { IDLE_CONNECTIONS, type IdleMeasurement } from "./_idle.ts";
import type { Measurement } from "./_measure.ts";
import type { Tools } from "./_peers.ts";

/** What {@linkcode report} needs besides the measurements. */
export interface ReportOptions {
  /** The loads that were put on. */
  cases: LoadCase[];
  /** What idle connections cost. */
  idle: IdleMeasurement[];
  /** The file to write. */
  out: string;
  /** What the peers ran with. */
  tools: Tools;
}

/** A ratio that is so much worse than the recorded one is worth a look. */
const TOLERANCE = 1.15;

/** The servers' names as people know them. */
const TITLES: Record<string, string> = {
  "c": "C, bare epoll loop (the floor)",
  "tpd2-epoll": "**tpd2**, epoll",
  "tpd2-deno": "**tpd2**, `Deno.listen`",
  "deno": "`Deno.serve`",
  "hono-deno": "Hono on Deno",
  "bun": "`Bun.serve`",
  "elysia-bun": "Elysia on Bun",
  "hono-bun": "Hono on Bun",
  "node": "`node:http`",
  "fastify": "Fastify",
  "express": "Express",
  "go": "Go `net/http`",
};

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? sorted[middle]!
    : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The medians of all rounds of a server under a load. */
function summarise(
  rounds: Measurement[],
): Omit<Measurement, "server" | "load"> {
  const of = (value: (round: Measurement) => number) =>
    median(rounds.map(value));
  return {
    perSecond: of((round) => round.perSecond),
    user: of((round) => round.user),
    system: of((round) => round.system),
    p50: of((round) => round.p50),
    p99: of((round) => round.p99),
  };
}

/** Prints the tables, compares them with the recorded ones, and writes them down. */
export async function report(
  results: Measurement[],
  { cases, idle, out, tools }: ReportOptions,
): Promise<void> {
  const ratios: Record<string, number> = {};
  let text = await preamble(tools);
  for (const load of cases) {
    const rows = tableOf(results.filter((result) => result.load === load.name));
    if (rows.length === 0) continue;
    text += `\n## ${load.title}\n\n`;
    text +=
      "| server | CPU/request | user | system | ratio | requests/s | p50 | p99 |\n";
    text += "|---|---|---|---|---|---|---|---|\n";
    const base = rows.find(({ server }) => server === "c") ??
      rows.find(({ server }) => server === "deno") ?? rows[0]!;
    for (const row of rows) {
      const cpu = row.user + row.system;
      const ratio = cpu / (base.user + base.system);
      ratios[`${load.name} ${row.server}`] = Number(ratio.toFixed(3));
      text += `| ${TITLES[row.server] ?? row.server} | ${cpu.toFixed(2)} us ` +
        `| ${row.user.toFixed(2)} | ${row.system.toFixed(2)} ` +
        `| ${ratio.toFixed(2)} | ${
          Math.round(row.perSecond).toLocaleString("en")
        } ` +
        `| ${Math.round(row.p50)} us | ${Math.round(row.p99)} us |\n`;
    }
  }
  text += idleTable(idle);
  for (const { server, bytes } of idle) {
    ratios[`idle ${server}`] = Math.round(bytes);
  }
  console.log(text);
  await compare(out, ratios);
  text += `\n<!-- ratios ${JSON.stringify(ratios)} -->\n`;
  await Deno.writeTextFile(out, text);
}

function idleTable(idle: IdleMeasurement[]): string {
  if (idle.length === 0) return "";
  const rows = idle.map(({ server, bytes }) =>
    `| ${TITLES[server] ?? server} | ${
      Math.round(bytes).toLocaleString("en")
    } |\n`
  );
  const count = IDLE_CONNECTIONS.toLocaleString("en");
  return `\n## ${count} idle connections, each of which had an answer\n\n` +
    `| server | bytes of memory each |\n|---|---|\n${rows.join("")}`;
}

function tableOf(results: Measurement[]) {
  return Object.keys(TITLES).flatMap((server) => {
    const rounds = results.filter((result) => result.server === server);
    return rounds.length === 0 ? [] : [{ server, ...summarise(rounds) }];
  });
}

async function preamble(tools: Tools): Promise<string> {
  const info = await Deno.readTextFile("/proc/cpuinfo");
  const model = /model name\s*: (.*)/.exec(info)?.[1] ?? "unknown";
  const versions = Object.entries(tools.versions)
    .map(([name, version]) => `${name} ${version}`).join(", ");
  return `# Results\n\n` +
    `Measured by \`deno task bench:http\` on ${navigator.hardwareConcurrency} cores of ` +
    `${model}, Linux ${Deno.osRelease()}, ${versions}, ` +
    `${
      new Date().toISOString().slice(0, 10)
    }. The server has one core, \`wrk\` ` +
    `the other; CPU is the server's, by the operating system's accounting; medians ` +
    `of rounds in turn. The ratio is to the bare loop in C, else to ` +
    `\`Deno.serve\`, else to the first row. Whoever is faster is shown being faster: tell us of a case.\n`;
}

/** Warns where we have become slower than what was written down. */
async function compare(
  out: string,
  now: Record<string, number>,
): Promise<void> {
  let before: Record<string, number>;
  try {
    const text = await Deno.readTextFile(out);
    before = JSON.parse(/<!-- ratios (.*) -->/.exec(text)?.[1] ?? "{}");
  } catch {
    return;
  }
  for (const [name, ratio] of Object.entries(now)) {
    const recorded = before[name];
    if (!name.includes("tpd2") || recorded === undefined) continue;
    if (ratio > recorded * TOLERANCE) {
      console.error(`Slower than recorded: ${name} ${recorded} -> ${ratio}`);
    }
  }
}
