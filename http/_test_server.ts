// Copyright 2026 the tpd2 authors. MIT license.

import { type Connection, schedule, type Scheduler } from "../net/mod.ts";
import {
  type Faults,
  memoryListener,
  settle,
  TestClock,
} from "../net/testing.ts";
import { type Servable, serveHttp, type ServeHttpOptions } from "./server.ts";

/** A server in memory, for tests: no port, no waiting, a clock to drive. */
export class TestServer implements AsyncDisposable {
  readonly clock: TestClock = new TestClock(Date.UTC(2026, 0, 1));
  readonly errors: unknown[] = [];
  readonly scheduler: Scheduler;
  readonly #listener = memoryListener();
  readonly #loop: Promise<void>;

  constructor(servable: Servable, options: ServeHttpOptions = {}) {
    const { clock } = this;
    const scheduler = schedule(this.#listener, { clock });
    this.scheduler = scheduler;
    const http = serveHttp(servable, {
      clock,
      onError: (error) => this.errors.push(error),
      ...options,
    });
    this.#loop = (async () => {
      for await (const ready of scheduler) {
        for (const connection of ready) http(connection);
      }
    })();
  }

  /** A client of it. */
  connect(faults: { client?: Faults; server?: Faults } = {}): TestClient {
    const { clock } = this;
    return new TestClient(this.#listener.connect({ clock, ...faults }));
  }

  /** What it answers to some bytes, until nothing more comes. */
  async ask(text: string): Promise<string> {
    const client = this.connect();
    await client.send(text);
    const answer = await client.received();
    client.connection.abort();
    await settle();
    return answer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await settle();
    const done = this.scheduler.shutdown();
    await this.clock.advanceAsync(20_000);
    await done;
    await this.#loop;
  }
}

/** A client in memory that looks at what came whenever it likes. */
export class TestClient {
  readonly connection: Connection;
  #text = "";

  constructor(connection: Connection) {
    this.connection = connection;
    this.#gather();
  }

  /** Whether the server ended or reset the connection. */
  ended = false;

  async send(text: string): Promise<void> {
    // One character a byte, so that any byte can be written down.
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    this.connection.write(bytes).catch(() => {});
    await settle();
  }

  /** All that came so far, one character a byte. */
  async received(): Promise<string> {
    await settle();
    return this.#text;
  }

  async #gather(): Promise<void> {
    try {
      while (true) {
        const bytes = await this.connection.readSome({ timeout: 1e9 });
        if (bytes === null) break;
        for (const byte of bytes) this.#text += String.fromCharCode(byte);
      }
    } catch {
      // Reset: that is an end too.
    }
    this.ended = true;
  }
}
