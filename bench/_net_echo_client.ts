// Copyright 2026 the tpd2 authors. MIT license.

/**
 * The client of `net_echo.ts`: so many connections to a port, on which 64 bytes
 * go back and forth for so many milliseconds, or none at all until standard
 * input ends. Prints the number of round trips.
 */

const [port, connections, duration] = Deno.args.map(Number) as [
  number,
  number,
  number,
];
const message = new Uint8Array(64).fill(0x78);
const conns: Deno.TcpConn[] = [];
for (let i = 0; i < connections; i++) {
  const conn = await Deno.connect({ hostname: "127.0.0.1", port });
  conn.setNoDelay(true);
  conns.push(conn);
}

let trips = 0;
let end = 0;

async function speak(conn: Deno.TcpConn): Promise<void> {
  const bytes = new Uint8Array(64);
  while (performance.now() < end) {
    await conn.write(message);
    let arrived = 0;
    while (arrived < message.length) {
      arrived += await conn.read(bytes) ?? Infinity;
    }
    trips++;
  }
}

console.log("connected");
const input = Deno.stdin.readable.getReader();
if (duration > 0) {
  // Once to warm up, once to count: each begins when the other process says so.
  for (let i = 0; i < 2; i++) {
    await input.read();
    trips = 0;
    end = performance.now() + duration;
    await Promise.all(conns.map(speak));
    console.log(trips);
  }
} else while (!(await input.read()).done);
Deno.exit();
