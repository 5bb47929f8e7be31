// Copyright 2026 the tpd2 authors. MIT license.

import { assert } from "@std/assert";

const ROOT = new URL("../..", import.meta.url).pathname;
const READY = /^Listening on (https?:\/\/\S+\/)$/;

/** How the program is run. */
export interface BlogProcessOptions {
  /** Where. */
  cwd?: string;
  /** With which permissions. */
  rights?: string[];
  /** What its environment says besides ours. */
  env?: Record<string, string>;
}

/** The program as a process, with all that it says. */
export class BlogProcess implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #errors: Promise<string>;
  /** Where readers' things go, unless a test says where. */
  readonly #data: string | null;
  #lines: ReadableStreamDefaultReader<string>;
  #out = "";
  #said = "";
  readonly #listeners = new Set<() => void>();

  constructor(args: string[], options: BlogProcessOptions = {}) {
    const isElsewhere = options.cwd !== undefined ||
      args.some((arg) => arg.startsWith("--data"));
    this.#data = isElsewhere ? null : Deno.makeTempDirSync();
    this.#child = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--no-prompt",
        ...options.rights ?? ["-A"],
        `--config=${ROOT}deno.json`,
        `${ROOT}blog/main.ts`,
        ...args,
        ...this.#data === null ? [] : [`--data=${this.#data}`],
      ],
      cwd: options.cwd ?? ROOT,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
      env: { NO_COLOR: "1", ...options.env },
    }).spawn();
    this.#errors = this.#hear();
    this.#lines = this.#child.stdout.pipeThrough(new TextDecoderStream())
      .getReader();
  }

  /** Waits until it serves, and says where. */
  async ready(): Promise<string> {
    while (!this.#out.includes("\n")) {
      const { value, done } = await this.#lines.read();
      if (done) throw new Error(`It did not start: ${await this.#errors}`);
      this.#out += value;
    }
    const url = READY.exec(this.#out.trimEnd())?.[1];
    if (url === undefined) throw new Error(`It said: ${this.#out}`);
    return url;
  }

  async #hear(): Promise<string> {
    const { stderr } = this.#child;
    for await (const text of stderr.pipeThrough(new TextDecoderStream())) {
      this.#said += text;
      for (const listener of this.#listeners) listener();
    }
    return this.#said;
  }

  /** Waits until it has complained of something. */
  async says(text: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const listener = () => {
      if (this.#said.includes(text)) resolve();
    };
    this.#listeners.add(listener);
    listener();
    await promise;
    this.#listeners.delete(listener);
  }

  signal(signal: Deno.Signal): void {
    this.#child.kill(signal);
  }

  /** Waits for its end. */
  async ended(): Promise<{ code: number; out: string; errors: string }> {
    for (;;) {
      const { value, done } = await this.#lines.read();
      if (done) break;
      this.#out += value;
    }
    const { code } = await this.#child.status;
    return { code, out: this.#out, errors: await this.#errors };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.#child.kill("SIGKILL");
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
    await this.ended();
    if (this.#data !== null) await Deno.remove(this.#data, { recursive: true });
  }
}

/** Runs the program to its end. */
export async function run(
  args: string[],
  options: BlogProcessOptions = {},
): Promise<{ code: number; out: string; errors: string }> {
  await using blog = new BlogProcess(args, options);
  return await blog.ended();
}

/** A page that was fetched. */
export interface Fetched {
  status: number;
  type: string;
  text: string;
}

export async function get(url: string): Promise<Fetched> {
  const response = await fetch(url);
  return {
    status: response.status,
    type: response.headers.get("content-type") ?? "",
    text: await response.text(),
  };
}

/** Where the tags of a page lead; its text may speak of others. */
function referencesOf(html: string): string[] {
  return (html.match(/<[a-z][^>]*>/g) ?? []).flatMap((tag) =>
    [...tag.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, reference]) =>
      reference!.replaceAll("&amp;", "&")
    )
  );
}

/** Follows every link on every page, from the front page on. */
export async function crawl(origin: string): Promise<Map<string, Fetched>> {
  const pages = new Map<string, Fetched>();
  const fragments: [from: string, path: string, id: string][] = [];
  const queue = ["/"];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (pages.has(path)) continue;
    const page = await get(new URL(path, origin).href);
    pages.set(path, page);
    if (!page.type.startsWith("text/html")) continue;
    for (const reference of referencesOf(page.text)) {
      const url = new URL(
        reference,
        new URL(path, origin),
      );
      if (url.origin !== new URL(origin).origin) continue;
      const target = url.pathname + url.search;
      queue.push(target);
      if (url.hash !== "") fragments.push([path, target, url.hash.slice(1)]);
    }
  }
  for (const [from, path, id] of fragments) {
    const name = decodeURIComponent(id);
    const found = pages.get(path)?.text.includes(` id="${name}"`);
    assert(found, `${from} links to ${path}#${name}, which is not there`);
  }
  return pages;
}
