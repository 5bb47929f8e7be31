// Copyright 2026 the tpd2 authors. MIT license.

/** Numbers from 0 up to, not including, `below`, the same for the same seed. */
export type Random = (below: number) => number;

/** A small generator (mulberry32): good enough to mutate by, and repeatable. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** What parsers have stumbled over. */
const TOKENS = [
  "\r",
  "\n",
  "\r\n",
  "\r\n\r\n",
  "\n\n",
  " ",
  "\t",
  "\0",
  "\x0b",
  "\x7f",
  "\x80",
  "\xff",
  ":",
  ",",
  ";",
  "#",
  "?",
  "*",
  "/",
  "//",
  "%",
  "@",
  "[::1]",
  '"',
  "\\",
  "0x",
  "+1",
  "-1",
  "0",
  "00000000000000000",
  "ffffffffffffffff",
  "18446744073709551616",
  "chunked",
  "identity",
  "gzip, ",
  "close",
  "keep-alive",
  "upgrade",
  "100-continue",
  "Host: a\r\n",
  "Content-Length: 5\r\n",
  "Content-Length: 0\r\n",
  "Transfer-Encoding: chunked\r\n",
  "Connection: close\r\n",
  "Expect: 100-continue\r\n",
  "Upgrade: h2c\r\n",
  "0\r\n\r\n",
  "5\r\nhello\r\n",
  "1;a=b\r\nx\r\n",
  "GET / HTTP/1.1\r\n",
  "HTTP/1.0",
  "HTTP/1.1",
  "HTTP/1.1 200 OK\r\n",
  "HTTP/1.1 100 Continue\r\n\r\n",
  "OPTIONS ",
  "CONNECT ",
  "http://a",
].map((token) =>
  Uint8Array.from(token, (character) => character.charCodeAt(0))
);

/** The longest input made. */
const MAX_LENGTH = 4096;

/** Bytes with `removed` of them from `at` on replaced by others. */
function splice(
  bytes: Uint8Array,
  at: number,
  removed: number,
  added: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(bytes.length - removed + added.length);
  result.set(bytes.subarray(0, at));
  result.set(added, at);
  result.set(bytes.subarray(at + removed), at + added.length);
  return result;
}

/** One change at random to an input; `other` is one to take parts from. */
function mutateOnce(
  bytes: Uint8Array,
  other: Uint8Array,
  random: Random,
): Uint8Array {
  const at = random(bytes.length + 1);
  const room = bytes.length - at;
  const length = Math.min(room, 1 + random(random(8) === 0 ? 200 : 6));
  const token = TOKENS[random(TOKENS.length)]!;
  switch (random(9)) {
    case 0:
      return splice(bytes, at, 0, token);
    case 1:
      return splice(bytes, at, Math.min(room, token.length), token);
    case 2:
      return splice(bytes, at, length, new Uint8Array(0));
    case 3:
      return splice(bytes, at, 0, bytes.slice(at, at + length));
    case 4:
      return splice(bytes, at, Math.min(room, 1), Uint8Array.of(random(256)));
    case 5: {
      const from = random(other.length + 1);
      return splice(bytes, at, room, other.slice(from));
    }
    case 6: {
      const from = random(other.length + 1);
      return splice(bytes, at, 0, other.slice(from, from + 1 + random(80)));
    }
    case 7: {
      if (room === 0) return bytes;
      const copy = bytes.slice();
      copy[at]! ^= 1 << random(8);
      return copy;
    }
    default: {
      // Upper case for lower, and the other way round.
      if (room === 0) return bytes;
      const copy = bytes.slice();
      copy[at]! ^= 0x20;
      return copy;
    }
  }
}

/**
 * A changed copy of an input.
 *
 * @param bytes The input.
 * @param options Another one to take parts from, and the source of chance.
 */
export function mutate(
  bytes: Uint8Array,
  { other, random }: { other: Uint8Array; random: Random },
): Uint8Array<ArrayBuffer> {
  let result: Uint8Array = bytes;
  for (let n = 1 + random(4); n > 0; n--) {
    result = mutateOnce(result, other, random);
  }
  return result.slice(0, MAX_LENGTH);
}
