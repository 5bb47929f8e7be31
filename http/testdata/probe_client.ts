// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertMatch } from "@std/assert";

/** A response as it came over a socket. */
export interface ProbedResponse {
  status: number;
  fields: [name: string, value: string][];
  body: string;
}

/** A client that sends any bytes, and takes none of the server's words for granted. */
export class ProbeClient implements Disposable {
  readonly #socket: Deno.TcpConn;
  readonly #guard: ReturnType<typeof setTimeout>;
  /** All that came so far, one character a byte. */
  text = "";
  /** Whether the server has ended its side, or reset the connection. */
  ended = false;
  /** Whether it was a reset, or patience came to its end. */
  failure: unknown = null;
  /** Whether the server did not take all that was sent. */
  refused = false;

  private constructor(socket: Deno.TcpConn, patience: number) {
    this.#socket = socket;
    socket.setNoDelay(true);
    this.#guard = setTimeout(() => {
      this.failure = new Error("Cannot wait longer for the server");
      this.#close();
    }, patience);
  }

  /** Connects. What has not come to an end after `patience` milliseconds fails. */
  static async connect(port: number, patience = 10_000): Promise<ProbeClient> {
    const socket = await Deno.connect({ port, hostname: "127.0.0.1" });
    return new ProbeClient(socket, patience);
  }

  /** Sends text, one character a byte; what the server no longer takes is dropped. */
  async send(text: string): Promise<void> {
    try {
      const bytes = bytesOf(text);
      let sent = 0;
      while (sent < bytes.length) {
        sent += await this.#socket.write(bytes.subarray(sent));
      }
    } catch {
      // The server has closed; what it said before is what counts.
      this.refused = true;
    }
  }

  /** Says that no more will be sent. */
  async endInput(): Promise<void> {
    try {
      await this.#socket.closeWrite();
    } catch {
      // Gone already.
    }
  }

  /** Reads once. Returns false at the end. */
  async read(): Promise<boolean> {
    const buffer = new Uint8Array(64 * 1024);
    try {
      const count = this.ended ? null : await this.#socket.read(buffer);
      if (count !== null) {
        this.text += latin1(buffer.subarray(0, count));
        return true;
      }
    } catch (error) {
      this.failure ??= error;
    }
    this.ended = true;
    return false;
  }

  /** Reads until so many final responses came, or the end. */
  async responses(count: number, head = false): Promise<ProbedResponse[]> {
    while (true) {
      const { responses } = parseResponses(this.text, this.ended, head);
      const final = responses.filter(({ status }) => status >= 200);
      if (final.length >= count || !await this.read()) return responses;
    }
  }

  /** Reads to the end. */
  async all(): Promise<string> {
    while (await this.read()) { /* more */ }
    return this.text;
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#guard);
    this.#close();
  }

  #close(): void {
    try {
      this.#socket.close();
    } catch {
      // Closed by the guard already.
    }
  }
}

/** One character for each byte. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) {
    text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  }
  return text;
}

/**
 * The responses in a text, and what is left behind them.
 *
 * @param ended Whether no more will come.
 * @param head Whether the requests were HEAD.
 * @throws {Error} If a response is not well-formed.
 */
export function parseResponses(
  text: string,
  ended: boolean,
  head = false,
): { responses: ProbedResponse[]; rest: string } {
  const responses: ProbedResponse[] = [];
  let rest = text;
  while (rest !== "") {
    const end = rest.indexOf("\r\n\r\n");
    if (end < 0) break;
    const [line, ...lines] = rest.slice(0, end).split("\r\n");
    assertMatch(line!, /^HTTP\/1\.1 [1-5]\d\d [\t\x20-\x7e]*$/);
    const fields = lines.map((text): [string, string] => {
      const match = /^([!#$%&'*+\-.^_`|~\w]+): ([\x20-\x7e\t\x80-\xff]*)$/
        .exec(text);
      assert(match !== null, `malformed line: ${JSON.stringify(text)}`);
      return [match[1]!.toLowerCase(), match[2]!];
    });
    const status = Number(line!.slice(9, 12));
    const found = bodyOf(rest.slice(end + 4), { fields, status, ended, head });
    if (found === null) break;
    responses.push({ status, fields, body: found.body });
    rest = found.rest;
  }
  return { responses, rest };
}

function bodyOf(
  text: string,
  about: {
    fields: [string, string][];
    status: number;
    ended: boolean;
    head: boolean;
  },
): { body: string; rest: string } | null {
  const { fields, status, ended, head } = about;
  const [length, ...lengths] = valuesOf(fields, "content-length");
  const [coding, ...codings] = valuesOf(fields, "transfer-encoding");
  assertEquals([...lengths, ...codings], [], "a framing is repeated");
  assert(length === undefined || coding === undefined, "two framings");
  if (status < 200 || status === 204) {
    assertEquals(length ?? coding, undefined, `framing on ${status}`);
  }
  if (head || status < 200 || status === 204 || status === 304) {
    return { body: "", rest: text };
  }
  if (length !== undefined) {
    assertMatch(length, /^(0|[1-9]\d*)$/);
    const size = Number(length);
    if (text.length < size) return null;
    return { body: text.slice(0, size), rest: text.slice(size) };
  }
  if (coding === undefined) return ended ? { body: text, rest: "" } : null;
  assertEquals(coding, "chunked");
  let body = "";
  while (true) {
    const line = /^([0-9a-f]+)\r\n/.exec(text);
    if (line === null) return null;
    const size = Number.parseInt(line[1]!, 16);
    text = text.slice(line[0].length);
    if (text.length < size + 2) return null;
    body += text.slice(0, size);
    assertEquals(text.slice(size, size + 2), "\r\n");
    text = text.slice(size + 2);
    if (size === 0) return { body, rest: text };
  }
}

/** The values of all fields of that name. */
export function valuesOf(fields: [string, string][], name: string): string[] {
  return fields.filter(([other]) => other === name).map(([, value]) => value);
}

/** Fails unless a response has what every one must have. */
export function assertWellFormed(response: ProbedResponse): void {
  const { status, fields } = response;
  if (status < 200) return;
  const dates = valuesOf(fields, "date");
  assertEquals(dates.length, 1, `${status} has ${dates.length} dates`);
  assertEquals(new Date(dates[0]!).toUTCString(), dates[0]);
  if (status === 405) {
    assertEquals(valuesOf(fields, "allow").length, 1, "405 without Allow");
  }
  if (status !== 204 && status !== 304) {
    const framings = fields.filter(([name]) =>
      name === "content-length" || name === "transfer-encoding"
    );
    const close = valuesOf(fields, "connection").includes("close");
    assert(framings.length === 1 || close, `${status} has no framing`);
  }
}
