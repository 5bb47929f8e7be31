// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { blackjack } from "./blackjack.ts";
import type { AnyGameKind } from "./game_kind.ts";
import { nashBargain } from "./nash_bargain.ts";
import { seedFrom } from "./random.ts";
import { robot } from "./robot.ts";
import { rockPaperScissors } from "./rock_paper_scissors.ts";
import { Table } from "./table.ts";
import { TerminalController } from "./terminal_controller.ts";
import { truc } from "./truc.ts";

async function type(kind: AnyGameKind, typed: string) {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const output = new Response(readable).text();
  const nelson = robot("nelson", kind);
  const terminal = new TerminalController({
    kind,
    names: ["Ann", "Nelson"],
    player: 0,
    input: new Blob([typed]).stream(),
    output: writable,
  });
  const table = new Table(kind, [terminal, nelson], {
    seed: seedFrom(4),
    coins: [100, 100],
    moveTimeout: 0,
  });
  const result = await table.play();
  await terminal.close();
  return { result, terminal, text: await output };
}

for (const typed of ["paper\n", "2\n", " PAPER \r\n", "paper"]) {
  Deno.test(`TerminalController takes ${JSON.stringify(typed)} for paper`, async () => {
    const { result, text } = await type(rockPaperScissors, typed);
    assertEquals(result.outcome.winner, 0);
    assertStringIncludes(text, "  2) paper\n");
    assertStringIncludes(text, "You show paper. Nelson shows rock.\n");
    assertStringIncludes(text, "You win the game.");
  });
}

Deno.test("TerminalController asks again for what it does not understand", async () => {
  const typed = "\n0\n4\n-1\n1.5\nwell\n__proto__\n1\n";
  const { result, text } = await type(rockPaperScissors, typed);
  assertEquals(result.ending, "played");
  assertEquals(text.split("That is none of them.").length - 1, 7);
});

Deno.test("TerminalController passes over lines that are too long", async () => {
  const long = "1".repeat(100_000);
  const { result, text } = await type(rockPaperScissors, `${long}\n2\n`);
  assertEquals(result.outcome.winner, 0);
  assertEquals(text.split("That is none of them.").length - 1, 1);
  const endless = await type(rockPaperScissors, long);
  assertEquals(endless.result.ending, "left");
});

Deno.test("TerminalController prints the rules for ?", async () => {
  const { text } = await type(rockPaperScissors, "?\nrock\n");
  assertStringIncludes(text, "Rock beats scissors");
  assertStringIncludes(text, "It is a draw.");
});

for (const typed of ["", "quit\n", "Q\n"]) {
  Deno.test(`TerminalController leaves for ${JSON.stringify(typed)}`, async () => {
    const { result, text, terminal } = await type(rockPaperScissors, typed);
    assertEquals([result.ending, terminal.hasQuit], ["left", true]);
    assertStringIncludes(text, "You leave.");
  });
}

Deno.test("TerminalController takes numbers as they are", async () => {
  const { result, text } = await type(nashBargain, "99\n0\n");
  assertEquals(result.coins[0], 100);
  assertStringIncludes(text, "You demand 0.");
  assert(/\[0 to \d+\]/.test(text));
});

Deno.test("TerminalController shows cards with their suits", async () => {
  const { text } = await type(truc, "n\n1\n");
  assert(/You hold (?:(?:10|[789AKQJ])[♣♦♥♠] ?){3}\./.test(text), text);
  const { text: other } = await type(blackjack, "10\n");
  assert(/The dealer shows (?:10|[2-9AKQJ])[♣♦♥♠]/.test(other), other);
});
