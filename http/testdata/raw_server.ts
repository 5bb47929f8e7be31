// Copyright 2026 the tpd2 authors. MIT license.

import { assert } from "@std/assert";
import { type Connection, listen, schedule } from "../../net/mod.ts";

/** A server that says what it is told to, on each connection. */
export class RawServer implements AsyncDisposable {
  /** How many connections there were. */
  connections = 0;
  /** Where it listens. */
  readonly port: number;
  readonly #scheduler: ReturnType<typeof schedule>;
  readonly #loop: Promise<void>;

  constructor(
    speak: (connection: Connection, number: number) => Promise<void>,
  ) {
    const listener = listen({ port: 0 });
    assert(listener.address.transport === "tcp");
    this.port = listener.address.port;
    const scheduler = this.#scheduler = schedule(listener);
    this.#loop = (async () => {
      for await (const ready of scheduler) {
        for (const connection of ready) {
          if (connection.running) continue;
          const number = this.connections++;
          connection.run((connection) => speak(connection, number));
        }
      }
    })();
  }

  /** Its address. */
  get url(): string {
    return `http://127.0.0.1:${this.port}/`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#scheduler.shutdown();
    await this.#loop;
  }
}

/** Reads the head of a request; null where the client has closed. */
export async function readHead(connection: Connection): Promise<string | null> {
  const end = new TextEncoder().encode("\r\n\r\n");
  const bytes = await connection.readUntil(end);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}

/** Answers each request with the same text. */
export function answering(
  text: string | Uint8Array,
): (connection: Connection) => Promise<void> {
  return async (connection: Connection) => {
    while (await readHead(connection) !== null) {
      await connection.write(text);
    }
  };
}

/** An answer with two bytes of content. */
export const OK: string = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
