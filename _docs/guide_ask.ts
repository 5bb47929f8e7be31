// Copyright 2026 the tpd2 authors. MIT license.

/**
 * The commands that guides ask servers by: as much of `curl` and `nc` as is used,
 * so that no test depends on what is installed.
 */

import { missingLine, wordsOf } from "./guide.ts";

/** How long a program may take to listen, or a request to be answered. */
export const TIMEOUT = 180_000;

const PIPED = /^(echo|printf) (.*) \| nc (?:-\w+ )*([\d.]+) (\d+)$/;

/**
 * Asks a server what a command asks it.
 *
 * @param command A `curl` command, or `printf` or `echo` piped into `nc`.
 * @param expected The lines that are expected: of a stream no more is read.
 * @returns What the command prints.
 * @throws {Error} If it is another command, or there is no answer in time.
 */
export async function ask(
  command: string,
  expected: readonly string[],
): Promise<string> {
  const words = wordsOf(command);
  if (words[0] === "curl") return await curl(words.slice(1), expected);
  const piped = PIPED.exec(command);
  if (piped === null) throw new Error(`what is "${command}"?`);
  const [, program, quoted = "", hostname = "", port] = piped;
  const text = wordsOf(quoted).join(" ")
    .replaceAll("\\n", "\n").replaceAll("\\r", "\r");
  const end = program === "echo" ? "\n" : "";
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
