// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Thousands of subscribers in one process, for {@linkcode ./fanout.ts}: they read and
 * count. Arguments: port, target, how many. Prints a line when all have the head of
 * their answer; then each line of input is a number of events, and a line is printed
 * when all together have had so many.
 */

const [port = "", target = "/", count = "1"] = Deno.args;
const request = new TextEncoder().encode(
  `GET ${target} HTTP/1.1\r\nhost: localhost\r\n\r\n`,
);
/** The first byte of each event's data after "\ndata: ": no fragment has it elsewhere. */
const BRACKET = 0x5b;
let events = 0;
let heads = 0;
let wanted = Infinity;
let onWanted: () => void = () => {};
const allHeads = Promise.withResolvers<void>();

async function listen(): Promise<void> {
  const conn = await Deno.connect({
    hostname: "127.0.0.1",
    port: Number(port),
  });
  await conn.write(request);
  const buffer = new Uint8Array(2048);
  let isFirst = true;
  while (true) {
    const length = await conn.read(buffer).catch(() => null);
    if (length === null) return;
    if (isFirst) {
      isFirst = false;
      if (++heads === Number(count)) allHeads.resolve();
      continue;
    }
    // Each event begins with `data: [`, and a `[` stands twice more in it.
    let brackets = 0;
    for (let i = 0; i < length; i++) if (buffer[i] === BRACKET) brackets++;
    events += brackets / 3;
    if (events >= wanted) onWanted();
  }
}

for (let i = 0; i < Number(count); i += 100) {
  await Promise.all(
    Array.from({ length: Math.min(100, Number(count) - i) }, () => {
      const before = heads;
      listen();
      return before;
    }),
  );
  while (heads < Math.min(i + 100, Number(count))) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
await allHeads.promise;
console.log("ready");
const lines = Deno.stdin.readable.pipeThrough(new TextDecoderStream());
for await (const text of lines) {
  wanted = Number(text);
  if (events < wanted) {
    await new Promise<void>((resolve) => onWanted = resolve);
  }
  console.log(events);
}
Deno.exit();
