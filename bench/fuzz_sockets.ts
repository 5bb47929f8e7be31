// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Throws mutated requests at the real server, over sockets, on both transports:
 *
 * ```sh
 * deno run -A bench/fuzz_sockets.ts --seconds 120 --seed 1
 * ```
 *
 * After each round a polite client must be answered, every answer must be
 * well-formed, and no connection may be left.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { parseArgs } from "@std/cli/parse-args";
import {
  assertWellFormed,
  parseResponses,
  ProbeClient,
} from "../http/testdata/probe_client.ts";
import { type HttpServer, serve } from "../http/mod.ts";
import { PROBES, request } from "../http/testdata/probes.ts";
import { AMBIGUITIES } from "../http/testdata/smuggling.ts";
import { mutate, type Random, randomFrom } from "./fuzz_mutation.ts";
import { probedApp } from "./servers/probed_app.ts";

/** What was thrown. */
export interface SocketFuzzResult {
  /** How many connections were made. */
  connections: number;
  /** How many answers came. */
  answers: number;
  /** How many of those were no refusals. */
  accepted: number;
}

/** Options of {@linkcode fuzzSockets}. */
export interface SocketFuzzOptions {
  /**
   * Where chance starts.
   *
   * @default {1}
   */
  seed?: number;
  /**
   * How bytes are moved.
   *
   * @default {"deno"}
   */
  transport?: "deno" | "epoll";
  /**
   * Inputs to start from, beside the probes.
   *
   * @default {[]}
   */
  corpus?: readonly Uint8Array[];
}

/** How many connections a round makes. */
const ROUND = 32;
/** The longest input to start from: the long ones only test limits. */
const MAX_LENGTH = 1000;

const LATIN1 = new TextDecoder("latin1");
const POLITE = request("GET /plaintext HTTP/1.1", "Connection: close\r\n");

/**
 * Fuzzes a server for as long as it is told to.
 *
 * @param more Whether to go on, given how many connections were made.
 * @param options Seed, transport and corpus.
 * @throws {Error} If the server misbehaves; the message has the input as JSON.
 */
export async function fuzzSockets(
  more: (connections: number) => boolean,
  options: SocketFuzzOptions = {},
): Promise<SocketFuzzResult> {
  const { seed = 1, transport = "deno", corpus = [] } = options;
  const random = randomFrom(seed);
  const inputs = [
    ...[...Object.values(PROBES).flat(), ...AMBIGUITIES].map(({ send }) =>
      Uint8Array.from(send, (character) => character.charCodeAt(0))
    ),
    ...corpus,
  ].filter(({ length }) => length < MAX_LENGTH);
  const result = { connections: 0, answers: 0, accepted: 0 };
  const errors: unknown[] = [];
  await using server = await serve(probedApp(), {
    port: 0,
    transport,
    headTimeout: 200,
    bodyTimeout: 200,
    keepAliveTimeout: 200,
    onError: (error) => errors.push(error),
  });
  while (more(result.connections)) {
    await Promise.all(Array.from({ length: ROUND }, async () => {
      const input = mutate(inputs[random(inputs.length)]!, {
        other: inputs[random(inputs.length)]!,
        random,
      });
      await throwAt(server, { input, random, result });
    }));
    using polite = await ProbeClient.connect(server.port);
    await polite.send(POLITE);
    const { responses } = parseResponses(await polite.all(), true);
    assertEquals(responses.map(({ body }) => body), ["Hello, World!"]);
    assertEquals(errors, []);
  }
  return result;
}

/** One connection: the input in pieces, and one of several ends. */
async function throwAt(
  server: HttpServer,
  { input, random, result }: {
    input: Uint8Array;
    random: Random;
    result: SocketFuzzResult;
  },
): Promise<void> {
  const text = Array.from(input, (byte) => String.fromCharCode(byte)).join("");
  const cut = random(input.length + 1);
  const end = random(4);
  const pause = random(2) === 0;
  using client = await ProbeClient.connect(server.port);
  result.connections++;
  await client.send(text.slice(0, cut));
  if (pause) await new Promise((resolve) => setTimeout(resolve, 0));
  await client.send(text.slice(cut));
  // Some leave without a word.
  if (end === 0) return;
  if (end < 3) await client.endInput();
  try {
    // An event stream has no end of its own until its client leaves.
    if (/\/live/.test(text)) return void await client.read();
    await client.all();
    const head = /HEAD/.test(text);
    if (head) return;
    const { responses } = parseResponses(client.text, true);
    for (const response of responses) assertWellFormed(response);
    result.answers += responses.length;
    result.accepted += responses.filter(({ status }) => status < 400).length;
    if (client.failure !== null && !isReset(client.failure)) {
      throw client.failure;
    }
  } catch (error) {
    throw new Error(
      `${(error as Error).message}: ${JSON.stringify(LATIN1.decode(input))}`,
      { cause: error },
    );
  }
}

/** A server may reset a connection on which it is sent more than it listens to. */
function isReset(error: unknown): boolean {
  return error instanceof Deno.errors.ConnectionReset;
}

/** The inputs that are kept in the repository. */
export async function readCorpus(): Promise<Uint8Array[]> {
  const folder = new URL("../http/testdata/fuzz/", import.meta.url);
  const names = [];
  for await (const { name } of Deno.readDir(folder)) names.push(name);
  return await Promise.all(
    names.sort().map((name) => Deno.readFile(new URL(name, folder))),
  );
}

if (import.meta.main) {
  const flags = parseArgs(Deno.args, { default: { seconds: 60, seed: 1 } });
  const corpus = await readCorpus();
  for (const transport of ["deno", "epoll"] as const) {
    const end = Date.now() + Number(flags.seconds) * 500;
    const result = await fuzzSockets(() => Date.now() < end, {
      seed: Number(flags.seed),
      transport,
      corpus,
    });
    console.log(transport, result);
  }
}
