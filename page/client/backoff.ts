// Copyright 2026 the tpd2 authors. MIT license.

/** The longest wait between two tries, in milliseconds. */
const LONGEST = 30_000;

/**
 * How long to wait before the next try: a random time up to a limit that doubles
 * with every failure (full jitter), so that those whose server went away do not
 * all come back at once.
 *
 * @param failures How many tries failed in a row.
 * @param base The limit after the first one, in milliseconds.
 */
export function backoff(failures: number, base: number): number {
  return failures &&
    Math.random() * Math.min(LONGEST, base * 2 ** (failures - 1));
}
