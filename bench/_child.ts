// Copyright 2026 the tpd2 authors. MIT license.

/** The kernel's clock ticks of `/proc/PID/stat`, by `getconf CLK_TCK`. */
const TICKS_PER_SECOND = 100;

/** How a script in this folder is run so that it can collect garbage when asked. */
export function denoCommand(
  script: string,
  args: readonly string[] = [],
): string[] {
  return [
    Deno.execPath(),
    "run",
    "-A",
    "--no-check",
    "--v8-flags=--expose-gc",
    new URL(script, import.meta.url).pathname,
    ...args,
  ];
}

/** A child process on one core that answers each line with a line. */
export class Child {
  readonly #process: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #output: ReadableStreamDefaultReader<string>;
  #text = "";

  constructor(core: number, command: readonly string[]) {
    this.#process = new Deno.Command("taskset", {
      args: ["-c", `${core}`, ...command],
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    this.#input = this.#process.stdin.getWriter();
    this.#output = this.#process.stdout
      .pipeThrough(new TextDecoderStream()).getReader();
  }

  /** The next line that it writes. */
  async line(): Promise<string> {
    while (!this.#text.includes("\n")) {
      const { value, done } = await this.#output.read();
      if (done) throw new Error("Cannot read a line: the process has ended");
      this.#text += value;
    }
    const end = this.#text.indexOf("\n");
    const line = this.#text.slice(0, end);
    this.#text = this.#text.slice(end + 1);
    return line;
  }

  /** What it answers, as JSON. */
  async ask<Answer = number>(command = ""): Promise<Answer> {
    await this.#input.write(new TextEncoder().encode(`${command}\n`));
    return JSON.parse(await this.line());
  }

  /** CPU seconds so far, of the program itself and of the kernel for it. */
  cpu(): { user: number; system: number; total: number } {
    const stat = Deno.readTextFileSync(`/proc/${this.#process.pid}/stat`);
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const user = Number(fields[11]) / TICKS_PER_SECOND;
    const system = Number(fields[12]) / TICKS_PER_SECOND;
    return { user, system, total: user + system };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#input.close().catch(() => {});
    await this.#process.status;
    await this.#output.cancel();
  }
}
