// Copyright 2026 the tpd2 authors. MIT license.

import { missingLine, type Step, wordsOf } from "./guide.ts";

const ROOT = new URL("../", import.meta.url);
const PRELOAD = new URL("guide_preload.ts", import.meta.url);

/** How long a program may take to listen, or a request to be answered. */
const TIMEOUT = 60_000;

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
  if (name === "run") more.push("--preload", PRELOAD.pathname);
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
  const line = program.readdress(step.command);
  if (words[0] === "curl") {
    return await curl(wordsOf(line).slice(1), step.expected);
  }
  const piped = /^(?:echo|printf) (.*) \| nc (?:-\w+ )*([\d.]+) (\d+)$/.exec(
    line,
  );
  if (piped === null) throw new Error(`what is "${step.command}"?`);
  const [, quoted = "", hostname = "", port] = piped;
  const text = wordsOf(quoted).join(" ").replaceAll("\\n", "\n").replaceAll(
    "\\r",
    "\r",
  );
  const end = line.startsWith("echo") ? "\n" : "";
  return await talk({ hostname, port: Number(port) }, text + end);
}

/** Sends text, says that there is no more, and reads what comes. */
async function talk(to: Deno.ConnectOptions, text: string): Promise<string> {
  using connection = await Deno.connect(to);
  const late = setTimeout(() => connection.close(), TIMEOUT);
  try {
    await connection.write(new TextEncoder().encode(text));
    await connection.closeWrite();
    let output = "";
    const decoder = new TextDecoder();
    const bytes = new Uint8Array(4096);
    for (let count; (count = await connection.read(bytes)) !== null;) {
      output += decoder.decode(bytes.subarray(0, count), { stream: true });
    }
    return output;
  } finally {
    clearTimeout(late);
  }
}

/** As much of `curl` as guides use: `-i`, `-N`, `-s`, `-X`, `-H`, `-d`, `-b` and an address. */
async function curl(
  words: readonly string[],
  expected: readonly string[],
): Promise<string> {
  const headers = new Headers();
  const data: string[] = [];
  let method: string | null = null;
  let url = "";
  let showsHead = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word === "-i") showsHead = true;
    else if (word === "-X") method = words[++i]!;
    else if (word === "-d") data.push(words[++i]!);
    else if (word === "-b") headers.set("cookie", words[++i]!);
    else if (word === "-H") {
      const [name, value] = words[++i]!.split(/:\s*/, 2);
      headers.set(name!, value!);
    } else if (!/^-[sN]+$/.test(word)) url = word;
  }
  const body = data.length === 0 ? null : data.join("&");
  if (body !== null && !headers.has("content-type")) {
    headers.set("content-type", "application/x-www-form-urlencoded");
  }
  const response = await fetch(url, {
    method: method ?? (body === null ? "GET" : "POST"),
    headers,
    body,
    redirect: "manual",
    signal: AbortSignal.timeout(TIMEOUT),
  });
  let output = "";
  if (showsHead) {
    output += `HTTP/1.1 ${response.status} ${response.statusText}\n`;
    for (const [name, value] of response.headers) {
      output += `${name}: ${value}\n`;
    }
    output += "\n";
  }
  const stream = response.body?.pipeThrough(new TextDecoderStream());
  // An event stream does not end: what the guide shows of it is enough.
  for await (const text of stream ?? []) {
    output += text;
    if (words.includes("-N") && missingLine(output, expected) === null) break;
  }
  return output;
}
