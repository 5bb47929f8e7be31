// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { TestBrowser, type TestPage } from "../page/testing.ts";

/** The program, serving on a free port of its own. */
class Program implements AsyncDisposable {
  readonly url: string;
  readonly #process: Deno.ChildProcess;
  readonly #output: ReadableStream<string>;

  private constructor(
    process: Deno.ChildProcess,
    url: string,
    output: ReadableStream<string>,
  ) {
    this.#process = process;
    this.url = url;
    this.#output = output;
  }

  static async start(data: string, port = 0): Promise<Program> {
    const main = new URL("./main.ts", import.meta.url).pathname;
    const process = new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "-A", main, "--data", data, "--port", String(port)],
        ...["--robot-after", "0", "--robot-pause", "0"],
      ],
      stdout: "piped",
      stderr: "inherit",
      env: { NO_COLOR: "1" },
    }).spawn();
    const output = process.stdout.pipeThrough(new TextDecoderStream());
    const reader = output.getReader();
    let text = "";
    while (!text.includes("\n")) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`Cannot start the program: it said ${text}`);
      text += value;
    }
    reader.releaseLock();
    const [, url] = /Listening on (\S+)/.exec(text)!;
    return new Program(process, url!, output);
  }

  /** A browser that asks this program. */
  browser(): TestBrowser {
    return new TestBrowser({
      fetch: (request) => fetch(request, { redirect: "manual" }),
    }, { origin: this.url.slice(0, -1) });
  }

  async end(signal: Deno.Signal): Promise<Deno.CommandStatus> {
    this.#process.kill(signal);
    await this.#output.cancel();
    return await this.#process.status;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.end("SIGKILL");
    } catch {
      // It has ended already.
    }
  }
}

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
