// Copyright 2026 the tpd2 authors. MIT license.

import { missingLine, type Step, wordsOf } from "./guide.ts";
import { ask, TIMEOUT } from "./guide_ask.ts";

const ROOT = new URL("../", import.meta.url);
const PRELOAD = new URL("guide_preload.ts", import.meta.url);

const ENV = { NO_COLOR: "1", DENO_NO_PROMPT: "1", DENO_NO_UPDATE_CHECK: "1" };

/**
 * Does what a guide tells its reader to do, in a folder of its own, and compares
 * what is printed with what the guide says.
 *
 * @param steps The steps, see `stepsOf`.
 * @throws {Error} If a program fails, or prints something else; it names the line.
 */
export async function runGuide(steps: readonly Step[]): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "tpd2_guide_" });
  let program: Program | null = null;
  try {
    await writeFiles(steps, folder);
    for (const step of steps) {
      try {
        if (step.kind === "ask") {
          const output = await answerTo(step, program, folder);
          const missing = missingLine(output, step.expected);
          if (missing !== null) {
            throw new Error(`no line "${missing}" in:\n${output}`);
          }
        } else if (step.kind === "start" && step.args[0] === "run") {
          await program?.stop();
          program = null;
          program = await Program.start(step.args, folder);
        } else if (step.kind === "start") await runToEnd(step.args, folder);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`Cannot follow line ${step.line}: ${reason}`, {
          cause: error,
        });
      }
    }
  } finally {
    await program?.stop();
    await Deno.remove(folder, { recursive: true });
  }
}

/** Writes all files, and checks the types of the programs: at once is much quicker. */
async function writeFiles(
  steps: readonly Step[],
  folder: string,
): Promise<void> {
  const files = steps.filter((step) => step.kind === "write");
  for (const { file, text } of files) {
    await Deno.writeTextFile(`${folder}/${file}`, text);
  }
  const programs = files.filter(({ file }) => /\.tsx?$/.test(file));
  if (programs.length === 0) return;
  try {
    await runToEnd(["check", ...programs.map(({ file }) => file)], folder);
  } catch (error) {
    throw new Error(`Cannot use the programs: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** A program of a guide that listens. */
class Program {
  readonly #child: Deno.ChildProcess;
  readonly #ports = new Map<string, string>();
  readonly #output: Promise<void>;
  readonly #listens = Promise.withResolvers<void>();
  #errors = "";

  private constructor(child: Deno.ChildProcess) {
    this.#child = child;
    this.#output = this.#read();
  }

  static async start(args: string[], folder: string): Promise<Program> {
    const child = command(args, folder).spawn();
    const program = new Program(child);
    const late = setTimeout(
      () => program.#listens.reject(new Error("it does not listen in time")),
      TIMEOUT,
    );
    try {
      await program.#listens.promise;
    } catch (error) {
      await program.stop();
      throw error;
    } finally {
      clearTimeout(late);
    }
    return program;
  }

  /** A command with the ports that the program really has. */
  readdress(command: string): string {
    return command.replaceAll(
      /\b(127\.0\.0\.1|localhost)([: ])(\d+)/g,
      (whole, _host, separator, port) => {
        const real = this.#ports.get(port);
        return real === undefined ? whole : `127.0.0.1${separator}${real}`;
      },
    );
  }

  async stop(): Promise<void> {
    try {
      this.#child.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
    await Promise.all([this.#child.status, this.#output]);
  }

  async #read(): Promise<void> {
    const drain = this.#child.stdout.pipeTo(new WritableStream());
    for await (
      const text of this.#child.stderr.pipeThrough(new TextDecoderStream())
    ) {
      this.#errors += text;
      for (
        const [, wanted, real] of this.#errors.matchAll(/^@port (\d+) (\d+)$/gm)
      ) {
        this.#ports.set(wanted!, real!);
        this.#listens.resolve();
      }
    }
    await drain;
    this.#listens.reject(new Error(`it ended:\n${this.#errors}`));
    // Who waits has been told; who does not need not be.
    this.#listens.promise.catch(() => {});
  }
}

/** A `deno` command that knows the package by its name. */
function command(args: readonly string[], folder: string): Deno.Command {
  const [name = "", ...rest] = args;
  const more = ["--config", new URL("deno.json", ROOT).pathname];
  if (name === "run") {
    // Through epoll a program would get the port that it asks for.
    more.push("--deny-ffi", "--preload", PRELOAD.pathname);
  }
  if (name === "test") more.push("--no-check");
  return new Deno.Command(Deno.execPath(), {
    args: [name, ...more, ...rest],
    cwd: folder,
    env: ENV,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

async function runToEnd(args: string[], folder: string): Promise<string> {
  const { success, stdout, stderr } = await command(args, folder).output();
  const decoder = new TextDecoder();
  const output = decoder.decode(stdout);
  if (!success) {
    throw new Error(`it failed:\n${output}${decoder.decode(stderr)}`);
  }
  return output;
}

async function answerTo(
  step: Step & { kind: "ask" },
  program: Program | null,
  folder: string,
): Promise<string> {
  const words = wordsOf(step.command);
  if (words[0] === "deno") return await runToEnd(words.slice(1), folder);
  if (program === null) throw new Error("no program runs");
  return await ask(program.readdress(step.command), step.expected);
}
