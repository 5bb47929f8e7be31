// Copyright 2026 the tpd2 authors. MIT license.

import { TestBrowser } from "../../page/testing.ts";

/** The program, serving on a free port of its own. */
export class Program implements AsyncDisposable {
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
    const main = new URL("../main.ts", import.meta.url).pathname;
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
