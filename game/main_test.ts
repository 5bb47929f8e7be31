// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertStringIncludes } from "@std/assert";

async function run(args: string[], input = "") {
  const main = new URL("./main.ts", import.meta.url).pathname;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", main, ...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1" },
  }).spawn();
  const writer = child.stdin.getWriter();
  // Who has read enough closes its end.
  await writer.write(new TextEncoder().encode(input)).catch(() => {});
  await writer.close().catch(() => {});
  const { code, stdout, stderr } = await child.output();
  const decoder = new TextDecoder();
  return {
    code,
    out: decoder.decode(stdout),
    error: decoder.decode(stderr),
  };
}

Deno.test("main() plays truc at the terminal, the same for the same seed", async () => {
  const args = ["play", "truc", "--against", "martin", "--seed", "7"];
  // Yes to everything, the first card, and never more than the stake needs.
  const input = "n\n1\n2\ny\n3\n4\n".repeat(2000);
  const { code, out, error } = await run(args, input);
  assertEquals([code, error], [0, ""]);
  assertStringIncludes(out, "You hold");
  assert(/(?:You win|Martin the sensible wins) the game\./.test(out));
  assertEquals((await run(args, input)).out, out);
});

Deno.test("main() leaves politely at the end of input, and for quit", async () => {
  for (const input of ["", "quit\n"]) {
    const { code, out, error } = await run(["play", "ultimatum"], input);
    assertEquals([code, error], [0, ""]);
    assertStringIncludes(out, "Goodbye.");
  }
});

Deno.test("main() plays against a program that speaks JSON lines", async () => {
  const main = new URL("./main.ts", import.meta.url).pathname;
  const robot =
    `${Deno.execPath()} run -A ${main} robot rock-paper-scissors --as nelson`;
  const args = ["play", "rock-paper-scissors", "--against", `run: ${robot}`];
  const { code, out } = await run(args, "paper\n");
  assertEquals(code, 0);
  assertStringIncludes(out, "You win the game.");
});

Deno.test("main() holds tournaments", async () => {
  const { code, out } = await run(["tournament", "truc", "--games", "20"]);
  assertEquals(code, 0);
  assertStringIncludes(out, "martin  nelson      20");
});

Deno.test("main() tells how it is used", async () => {
  const { code, out } = await run(["--help"]);
  assertEquals(code, 0);
  assertStringIncludes(out, "Usage: deno run -A game/main.ts");
  assertStringIncludes(out, "prisoners-dilemma");
});

const WRONG: [string[], string][] = [
  [["--port", "70000"], "Cannot use --port 70000: it must be a whole number"],
  [["--robot-after", "soon"], "Cannot use --robot-after soon"],
  [["--move-timeout=-1"], "Cannot use --move-timeout"],
  [["--base-url", "games.example"], "give scheme and host alone"],
  [["--behind-proxy", "here"], "Cannot use --behind-proxy here"],
  [["--data", "/dev/null"], "is a file, so name a directory with --data"],
  [["dance"], "Cannot dance: there is no such command"],
  [["play"], "Cannot play: name a game"],
  [["play", "chess"], "Cannot play chess: there is no such game"],
  [["play", "truc", "chess"], "give one game"],
  [["play", "truc", "--against", "hal"], "Cannot use --against hal"],
  [["play", "truc", "--against", "ralph,ralph"], "it is for 2 players"],
  [["play", "truc", "--against", "run:"], "name a program to run"],
  [["play", "truc", "--against", "run: no/such/program"], "no such program"],
  [
    ["play", "truc", "--colour"],
    "Cannot use --colour: there is no such option",
  ],
  [["play", "truc", "--seed", ""], "Cannot use --seed: it needs a value"],
  [["tournament", "truc", "--games", "many"], "Cannot use --games many"],
];

for (const [args, message] of WRONG) {
  Deno.test(`main() refuses ${JSON.stringify(args)} in one sentence`, async () => {
    const { code, out, error } = await run(args);
    assertEquals([code, out], [1, ""]);
    assertStringIncludes(error, message);
    assertEquals(error.trim().split("\n").length, 1);
  });
}
