// Copyright 2026 the tpd2 authors. MIT license.

// The contract: after any gap a subscriber gets exactly what it missed, in order,
// or a snapshot; never nothing, never twice. Held against random histories.

import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { exchangeFromRequest } from "../http/fetch.ts";
import type { Reply } from "../http/reply.ts";
import { BodyProducer } from "../http/body_producer.ts";
import { div, fragment, renderToString } from "../ml/mod.ts";
import { TestClock } from "../net/testing.ts";
import { TestDocument } from "./_test_document.ts";
import { EventStreamParser, LivePage, type WireEvent } from "./_test_live.ts";
import { TestWriter } from "./_test_writer.ts";
import { type ListChannel, listChannel } from "./list_channel.ts";
import { Live } from "./live.ts";
import { type MessageChannel, messageChannel } from "./message_channel.ts";
import { type StateChannel, stateChannel } from "./state_channel.ts";

const HISTORY = 6;

/** The server: what is in its channels is lost when it is started again. */
class Server {
  readonly live: Live;
  readonly board: StateChannel;
  readonly tasks: ListChannel<{ key: number; text: number }>;
  readonly chat: MessageChannel<number>;
  score = 0;
  changes = 0;

  constructor(clock: TestClock) {
    this.live = new Live(() => ({ knownVisitor: null, frameOf: () => null }), {
      clock,
      maxQueued: 500,
    });
    const options = { maxHistory: HISTORY };
    this.board = stateChannel(() => this.score, {
      id: "score",
      ...options,
    });
    this.tasks = listChannel(({ text }) => text, {
      id: "tasks",
      key: ({ key }) => key,
      ...options,
    });
    this.chat = messageChannel((n) => n, { id: "chat", limit: 4, ...options });
  }

  render(): string {
    return renderToString(
      div(fragment(this.board, this.tasks, this.chat)),
    );
  }

  /** What everybody should see, without the cursors. */
  get truth(): string {
    return withoutCursors(new TestDocument(this.render()).html);
  }

  changeList(kind: number, n: number): void {
    const { tasks } = this;
    const text = ++this.changes;
    const keys = tasks.items.map(({ key }) => key);
    const some = keys[n % keys.length];
    if (kind === 0 || some === undefined) tasks.append({ key: text, text });
    else if (kind === 1) tasks.insert({ key: text, text }, some);
    else if (kind === 2) tasks.update({ key: some, text });
    else if (kind === 3) tasks.remove(some);
    else {
      keys.sort((a, b) =>
        (a * 7919 * (n + 1)) % 31 - (b * 7919 * (n + 1)) % 31
      );
      tasks.reorder(keys);
    }
  }
}

/** A browser with one page. */
class Client {
  #server: Server;
  #page: LivePage;
  #writer: TestWriter | null = null;
  #parser = new EventStreamParser();
  #isPoll = false;
  #pollText = "";
  /** Whether it has more than its connection knows of, by the answer of an action. */
  #hasActed = false;
  /** The last message seen. */
  #last: number;

  constructor(server: Server) {
    this.#server = server;
    this.#page = new LivePage(new TestDocument(server.render()));
    this.#last = lastMessage(this.#page.document.html);
  }

  get html(): string {
    return withoutCursors(this.#page.document.html);
  }

  /** Connects, unless it is connected. */
  connect(server: Server, isPoll: boolean, capacity: number): void {
    if (this.#writer !== null) return;
    this.#server = server;
    const query = this.#page.cursors.map((cursor) =>
      `c=${encodeURIComponent(cursor)}`
    ).join("&");
    const url = `http://localhost/_tpd2/live?${query}${
      isPoll ? "&t=poll" : ""
    }`;
    const reply = server.live.handle(
      exchangeFromRequest(new Request(url)),
    ) as Reply;
    if (reply.body instanceof BodyProducer) {
      this.#writer = new TestWriter(reply.body, capacity);
      this.#hasActed = false;
      this.#parser = new EventStreamParser();
      this.#isPoll = isPoll;
      this.#pollText = "";
    } else {for (const event of JSON.parse(reply.body as string)) {
        this.take(event);
      }}
  }

  /** Reads some of what came. */
  read(length: number): void {
    const writer = this.#writer;
    if (writer === null) return;
    const text = writer.read(length);
    if (this.#isPoll) {
      this.#pollText += text;
      if (!writer.closed || writer.queued > 0) return;
      this.#writer = null;
      for (const event of JSON.parse(this.#pollText)) this.take(event);
      return;
    }
    for (const [name, data] of this.#parser.push(text)) {
      if (name === "message" && !this.take(JSON.parse(data))) return;
    }
    if (writer.closed && writer.queued === 0) this.#writer = null;
  }

  cut(): void {
    this.#writer?.cut();
    this.#writer = null;
  }

  act(): void {
    this.#hasActed = true;
    const headers = { "tpd2-live": this.#page.cursors.join(" ") || "1" };
    const request = new Request("http://localhost/", { headers });
    const events = this.#server.live.eventsAfter(
      exchangeFromRequest(request),
      { frame: null, visitor: null },
    );
    assert(!(events instanceof Promise));
    for (const { json } of events) this.take(JSON.parse(json));
  }

  /** Returns whether the connection goes on. */
  take(event: WireEvent): boolean {
    const before = this.#page.cursors.find((cursor) =>
      cursor.startsWith("chat~")
    );
    const outcome = this.#page.take(event);
    assert(outcome !== "unknown" && outcome !== "gone");
    if (outcome === "gap") {
      this.cut();
      return false;
    }
    if (outcome === "applied" && event[0] === "chat") {
      this.#check(event, before!);
    }
    return true;
  }

  /** Holds a message channel to its promise: each once, in order, as long as they are remembered. */
  #check([, epoch, from, to, operations]: WireEvent, before: string): void {
    const html = String(operations[0]![2]);
    if (from === -1) {
      const [, oldEpoch, counter] = /^chat~(.*):(\d+)$/.exec(before)!;
      assert(
        oldEpoch !== epoch || to - Number(counter) > HISTORY ||
          this.#hasActed,
        `a snapshot from ${counter} to ${to}`,
      );
      this.#last = lastMessage(html);
      return;
    }
    assertEquals(operations[0]![0], "append");
    const number = lastMessage(html);
    assertEquals(number, this.#last + 1);
    this.#last = number;
  }
}

function withoutCursors(html: string): string {
  return html.replaceAll(/ data-channel="[^"]*"/g, "");
}

function lastMessage(html: string): number {
  return Number([...html.matchAll(/id="ch-chat-(\d+)"/g)].at(-1)?.[1] ?? 0);
}

type Command = (world: World) => void | Promise<void>;

interface World {
  clock: TestClock;
  server: Server;
  clients: Client[];
}

const client = fc.nat({ max: 2 });
const commands: fc.Arbitrary<{ name: string; run: Command }> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ n: fc.integer({ min: 1, max: 12 }) }).map((
      { n },
    ) => ({
      name: `append ${n}`,
      run: ({ server }: World) => {
        for (let i = 0; i < n; i++) server.chat.append(++server.changes);
      },
    })),
  },
  {
    weight: 5,
    arbitrary: fc.constant({
      name: "notify",
      run: ({ server }: World) => {
        server.score++;
        server.board.notify();
      },
    }),
  },
  {
    weight: 8,
    arbitrary: fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 50 })).map((
      [kind, n],
    ) => ({
      name: `list ${kind} ${n}`,
      run: ({ server }: World) => server.changeList(kind, n),
    })),
  },
  {
    weight: 8,
    arbitrary: fc.tuple(client, fc.boolean(), fc.constantFrom(20, 300, 1e9))
      .map(([c, isPoll, capacity]) => ({
        name: `connect ${c} ${isPoll ? "poll" : "stream"} ${capacity}`,
        run: ({ server, clients }: World) =>
          clients[c]!.connect(server, isPoll, capacity),
      })),
  },
  {
    weight: 10,
    arbitrary: fc.tuple(client, fc.constantFrom(1, 40, 300, 1e9)).map((
      [c, length],
    ) => ({
      name: `read ${c} ${length}`,
      run: ({ clients }: World) => clients[c]!.read(length),
    })),
  },
  {
    weight: 4,
    arbitrary: client.map((c) => ({
      name: `cut ${c}`,
      run: ({ clients }: World) => clients[c]!.cut(),
    })),
  },
  {
    weight: 2,
    arbitrary: client.map((c) => ({
      name: `act ${c}`,
      run: ({ clients }: World) => clients[c]!.act(),
    })),
  },
  {
    weight: 2,
    arbitrary: client.map((c) => ({
      name: `load ${c}`,
      run: ({ clients, server }: World) => {
        clients[c]!.cut();
        clients[c] = new Client(server);
      },
    })),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(50, 100, 20_000, 31_000).map((time) => ({
      name: `wait ${time}`,
      run: ({ clock }: World) => clock.advance(time),
    })),
  },
  {
    weight: 6,
    arbitrary: fc.constant({
      name: "turn",
      run: () => Promise.resolve(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constant({
      name: "restart",
      run: (world: World) => {
        for (const client of world.clients) client.cut();
        world.server = new Server(world.clock);
      },
    }),
  },
);

for (const lastPoll of [false, true]) {
  Deno.test(`Live gives exactly what was missed, or a snapshot, at last by ${lastPoll ? "poll" : "stream"}`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(commands, { minLength: 5, maxLength: 120, size: "max" }),
        async (list) => {
          const clock = new TestClock();
          const server = new Server(clock);
          const clients = [0, 1, 2].map(() => new Client(server));
          const world: World = { clock, server, clients };
          for (const { run } of list) await run(world);
          await Promise.resolve();
          for (const client of world.clients) {
            // Whatever it was in the middle of, a client sees the truth once it is connected again.
            client.cut();
            for (let i = 0; i < 12; i++) {
              client.connect(world.server, lastPoll, Infinity);
              client.read(Infinity);
              // Who reads too slowly is looked at again.
              clock.advance(100);
            }
            assertEquals(client.html, world.server.truth);
            client.cut();
          }
          assertEquals(world.server.live.stats().subscribers, 0);
          assertEquals(clock.pending, 0);
        },
      ),
      { numRuns: 300 },
    );
  });
}
