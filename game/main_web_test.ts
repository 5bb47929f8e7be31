// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { TestPage } from "../page/testing.ts";
import { Program } from "./testdata/program.ts";

/** What is on the buttons for the choices that a page offers. */
function choicesOf(page: TestPage): string[] {
  const buttons = page.html.matchAll(
    /<button[^>]*id="(t-choice-\d+)"([^>]*)>/g,
  );
  return Array.from(
    buttons,
    ([, id, rest]) =>
      /aria-label="([^"]*)"/.exec(rest!)?.[1] ?? page.textOf(id!)!,
  );
}

Deno.test("main() goes on with games after kill -9, with their people in their seats", async () => {
  const data = await Deno.makeTempDir();
  try {
    await using first = await Program.start(data);
    const { port } = new URL(first.url);
    const [ann, bob] = [first.browser(), first.browser()];
    const annsPage = await ann.open("/");
    await annsPage.submit({ name: "Ann" });
    await annsPage.press("Play Ultimatum");
    const bobsPage = await bob.open("/");
    await bobsPage.submit({ name: "Bob" });
    await bobsPage.press("Play Ultimatum");
    await annsPage.reload();
    const [demanding, answering] = annsPage.title.startsWith("Your turn")
      ? [annsPage, bobsPage]
      : [bobsPage, annsPage];
    assertEquals(choicesOf(answering), []);
    await demanding.press(choicesOf(demanding)[0]!);
    assertEquals((await first.end("SIGKILL")).signal, "SIGKILL");

    await using second = await Program.start(data, Number(port));
    assertEquals(second.url, first.url);
    // The pages that were open load again, with the cookies of before.
    for (const page of [annsPage, bobsPage]) await page.reload();
    assertStringIncludes(annsPage.text, "Bob");
    assertStringIncludes(demanding.text, "You demand 0.");
    assertEquals(demanding.title, "Ultimatum - Games");
    assertEquals(answering.title, "Your turn - Ultimatum - Games");
    await answering.press(choicesOf(answering)[0]!);
    assertStringIncludes(answering.text, "Play again");
    assertEquals((await second.end("SIGTERM")).code, 0);

    await using third = await Program.start(data, Number(port));
    assertEquals(third.url, first.url);
    await annsPage.go("/");
    assert(/You are Ann and have \d+ coins/.test(annsPage.text));
    assertStringIncludes(annsPage.text, "Ultimatum: Ann, Bob");
  } finally {
    await Deno.remove(data, { recursive: true });
  }
});
