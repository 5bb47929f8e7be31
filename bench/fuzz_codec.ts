// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Throws mutated bytes at the decoders for a while:
 *
 * ```sh
 * deno task fuzz --seconds 60 --seed 1
 * ```
 *
 * Each input is decoded whole, byte by byte, and in pieces that move. All three
 * must tell the same, whatever is accepted must be in the grammar, and nothing but a
 * `ProtocolError` may be thrown. Inputs that take a new way are mutated further. One
 * that fails is printed; put it into `http/testdata/fuzz` once it is mended.
 *
 * @module
 */

import { parseArgs } from "@std/cli/parse-args";
import { ACCEPTED, REFUSED } from "../http/testdata/request_cases.ts";
import {
  ACCEPTED_RESPONSES,
  REFUSED_RESPONSES,
} from "../http/testdata/response_cases.ts";
import { mutate, randomFrom } from "./fuzz_mutation.ts";
import { examine } from "./fuzz_oracle.ts";

/** What was made of the corpus. */
export interface FuzzResult {
  /** How many inputs were examined. */
  inputs: number;
  /** How many different ways they took. */
  ways: number;
  /** How many were taken without refusal. */
  accepted: number;
}

/** Options of {@linkcode fuzz}. */
export interface FuzzOptions {
  /**
   * Where chance starts.
   *
   * @default {1}
   */
  seed?: number;
  /**
   * Inputs to start from, beside the cases of the tests.
   *
   * @default {[]}
   */
  corpus?: readonly Uint8Array[];
}

const METHODS = ["GET", "HEAD", "CONNECT", "POST"];
const MAX_CORPUS = 20_000;

/**
 * Examines inputs for as long as it is told to.
 *
 * @param more Whether to go on, given how many were examined.
 * @param options Seed and corpus.
 * @throws {Error} If one fails; the message has the input as JSON.
 */
export function fuzz(
  more: (inputs: number) => boolean,
  options: FuzzOptions = {},
): FuzzResult {
  const random = randomFrom(options.seed ?? 1);
  const requests = [
    ...[...ACCEPTED, ...REFUSED].map(({ text }) => bytesOf(text)),
    ...options.corpus ?? [],
  ];
  const responses = [...ACCEPTED_RESPONSES, ...REFUSED_RESPONSES]
    .map(({ text }) => bytesOf(text));
  // What is given is examined as it is, before anything is changed.
  const seeds = [requests, responses].flatMap((kind) =>
    kind.map((input) => ({ kind, input }))
  );
  const seen = new Set<string>();
  const result = { inputs: 0, ways: 0, accepted: 0 };
  while (more(result.inputs)) {
    const first = seeds[result.inputs];
    const kind = first?.kind ?? (random(4) === 0 ? responses : requests);
    const method = kind === responses ? METHODS[random(METHODS.length)]! : null;
    const input = first?.input ?? mutate(kind[random(kind.length)]!, {
      other: kind[random(kind.length)]!,
      random,
    });
    let way: string;
    try {
      way = examine(input, { method, random });
    } catch (error) {
      throw new Error(
        `Cannot digest input ${result.inputs} (${method ?? "request"}): ${
          JSON.stringify(String.fromCharCode(...input))
        }`,
        { cause: error },
      );
    }
    result.inputs++;
    if (!/\d{3} /.test(way)) result.accepted++;
    if (seen.has(way)) continue;
    if (seen.size < MAX_CORPUS) {
      seen.add(way);
      kind.push(input);
    }
  }
  result.ways = seen.size;
  return result;
}

/** The bytes of a text that holds none beyond Latin-1. */
function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** The inputs that are kept. */
export function readCorpus(): Uint8Array[] {
  const folder = new URL("../http/testdata/fuzz/", import.meta.url);
  return [...Deno.readDirSync(folder)]
    .filter((entry) => entry.name.endsWith(".http"))
    .map((entry) => Deno.readFileSync(new URL(entry.name, folder)));
}

if (import.meta.main) {
  const { seconds, seed } = parseArgs(Deno.args, {
    string: ["seconds", "seed"],
    default: { seconds: "60", seed: `${Date.now() % 1_000_000}` },
  });
  const end = Date.now() + Number(seconds) * 1000;
  const { inputs, ways, accepted } = fuzz(
    (done) => done % 256 !== 0 || Date.now() < end,
    { seed: Number(seed), corpus: readCorpus() },
  );
  console.log(
    `${inputs} inputs, ${accepted} of them accepted, ${ways} ways, seed ${seed}: none failed`,
  );
}
