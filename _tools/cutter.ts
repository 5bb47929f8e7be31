// Copyright 2026 the tpd2 authors. MIT license.

/** A proxy that does what proxies and networks do to connections, for tests. */
export class Cutter implements AsyncDisposable {
  /** Whether what the server sends is held back until it has closed. */
  holdsBack = false;
  /** Whether no connection comes through. */
  isDown = false;
  /** How many connections were made. */
  count = 0;
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  /** Where the server is; connections that are made later go there. */
  port: number;
  readonly #open = new Set<Deno.Conn>();
  readonly #work: Promise<unknown>[] = [];

  /**
   * Starts a proxy.
   *
   * @param port Where the server is.
   */
  constructor(port: number) {
    this.port = port;
    this.#work.push(this.#accept());
  }

  /** Where it is. */
  get origin(): string {
    return `http://127.0.0.1:${(this.#listener.addr as Deno.NetAddr).port}`;
  }

  /** How many connections are open. */
  get open(): number {
    return this.#open.size / 2;
  }

  /** Cuts all connections, wherever they are. */
  cut(): void {
    for (const connection of this.#open) close(connection);
    this.#open.clear();
  }

  /** Ends. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    this.cut();
    await Promise.all(this.#work);
  }

  async #accept(): Promise<void> {
    try {
      for await (const client of this.#listener) {
        this.count++;
        if (this.isDown) close(client);
        else this.#work.push(this.#serve(client));
      }
    } catch (error) {
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
  }

  async #serve(client: Deno.Conn): Promise<void> {
    let server: Deno.TcpConn;
    try {
      const { port } = this;
      server = await Deno.connect({ hostname: "127.0.0.1", port });
    } catch {
      return close(client);
    }
    this.#open.add(client).add(server);
    const isHeld = this.holdsBack;
    await Promise.all([
      this.#copy(client, server, false),
      this.#copy(server, client, isHeld),
    ]);
    for (const connection of [client, server]) {
      close(connection);
      this.#open.delete(connection);
    }
  }

  async #copy(from: Deno.Conn, to: Deno.Conn, isHeld: boolean): Promise<void> {
    const held: Uint8Array[] = [];
    try {
      const buffer = new Uint8Array(65536);
      for (;;) {
        const size = await from.read(buffer);
        if (size === null) break;
        const bytes = buffer.slice(0, size);
        // An answer that is whole has its length at its head, a stream has not.
        if (isHeld && /event-stream/.test(new TextDecoder().decode(bytes))) {
          held.push(bytes);
        } else if (held.length > 0) held.push(bytes);
        else await writeAll(to, bytes);
      }
      for (const bytes of held) await writeAll(to, bytes);
      await to.closeWrite();
    } catch {
      // Cut, by us or by one of both.
    }
  }
}

async function writeAll(to: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await to.write(bytes.subarray(at));
}

function close(connection: Deno.Conn): void {
  try {
    connection.close();
  } catch {
    // It was closed already.
  }
}
