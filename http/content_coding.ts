// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** One member of `Accept-Encoding`: a coding, perhaps a weight (RFC 9110 section 12.4.2). */
const MEMBER_REGEXP =
  /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:[ \t]*;[ \t]*[qQ]=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?$/;

/** A client that names more than so many codings is not taken seriously. */
const MAX_MEMBERS = 32;

/**
 * Chooses the coding of a response's content (RFC 9110 section 12.5.3): the one
 * that the client likes best, and among equals the one that comes first in the
 * offer. A member that is malformed is ignored.
 *
 * @param value The value of `accept-encoding`, null if there is none.
 * @param offered The codings that there are, best first, in lower case.
 * @returns The coding; null for none at all.
 *
 * @example Usage
 * ```ts
 * import { chooseCoding } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(chooseCoding("gzip, br", ["br", "gzip"]), "br");
 * assertEquals(chooseCoding("gzip, br;q=0.5", ["br", "gzip"]), "gzip");
 * assertEquals(chooseCoding(null, ["br", "gzip"]), null);
 * ```
 */
export function chooseCoding<T extends string>(
  value: string | null,
  offered: readonly T[],
): T | null {
  // Without the field a client takes anything; but few that say nothing decode.
  if (value === null || value === "") return null;
  const weights = parseWeights(value);
  const rest = weights.get("*") ?? 0;
  const identity = weights.get("identity") ?? 0;
  let chosen: T | null = null;
  let best = 0;
  for (const coding of offered) {
    const weight = weights.get(coding) ??
      weights.get(`x-${coding}`) ?? rest;
    if (weight > best && weight >= identity) {
      chosen = coding;
      best = weight;
    }
  }
  return chosen;
}

function parseWeights(value: string): Map<string, number> {
  const weights = new Map<string, number>();
  for (const piece of value.split(",", MAX_MEMBERS)) {
    const match = MEMBER_REGEXP.exec(piece.trim());
    if (match === null) continue;
    const weight = match[2] === undefined ? 1 : Number(match[2]);
    weights.set(match[1]!.toLowerCase(), weight);
  }
  return weights;
}
