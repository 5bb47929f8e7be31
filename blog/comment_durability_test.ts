// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals } from "@std/assert";
import { CommentStore } from "./comment_store.ts";

const SERVER = new URL("./testdata/comment_server.ts", import.meta.url);
const CONFIG = new URL("../deno.json", import.meta.url).pathname;

/** How many send at a time, and after how many answers the program is killed. */
const SENDERS = 8;
const KILLED_AFTER = [1, 20, 60];

async function start(
  data: string,
): Promise<{ child: Deno.ChildProcess; url: string }> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", `--config=${CONFIG}`, SERVER.pathname, data],
    stdin: "null",
    stdout: "piped",
  }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const { value = "" } = await reader.read();
  await reader.cancel();
  return { child, url: value.trim() };
}

/** Sends comments until the server is gone; notes each that was taken. */
async function send(
  url: string,
  name: string,
  taken: (text: string) => void,
): Promise<void> {
  const page = await (await fetch(`${url}hello`)).text();
  const stamp = /name="stamp" value="([^"]+)"/.exec(page)![1]!;
  for (let i = 0;; i++) {
    const text = `${name} says ${i}.`;
    try {
      const response = await fetch(`${url}hello`, {
        method: "POST",
        body: new URLSearchParams({ author: name, text, stamp }),
        headers: { origin: new URL(url).origin },
        redirect: "manual",
      });
      await response.body?.cancel();
      if (response.status === 303) taken(text);
    } catch (error) {
      if (error instanceof TypeError) return;
      throw error;
    }
  }
}

Deno.test("what was acknowledged is there after kill -9, however often", async () => {
  const data = await Deno.makeTempDir();
  const acknowledged = new Set<string>();
  try {
    for (const [round, count] of KILLED_AFTER.entries()) {
      const { child, url } = await start(data);
      const killed = Promise.withResolvers<void>();
      let left = count;
      const senders = Array.from(
        { length: SENDERS },
        (_, i) =>
          send(url, `Sender ${round}.${i}`, (text) => {
            acknowledged.add(text);
            if (--left > 0) return;
            // At once, while the others wait for their answers.
            if (left === 0) child.kill("SIGKILL");
            killed.resolve();
          }),
      );
      await killed.promise;
      await Promise.all(senders);
      await child.status;
    }
    using store = new CommentStore(data);
    const kept = new Set(store.slice("hello", 0, 1e6).map(({ text }) => text));
    const lost = [...acknowledged].filter((text) => !kept.has(text));
    assertEquals(lost, []);
    const least = KILLED_AFTER.reduce((sum, count) => sum + count, 0);
    assert(acknowledged.size >= least, `${acknowledged.size} were taken`);
    const [{ integrity_check: state } = {}] = store.database
      .prepare("PRAGMA integrity_check").all();
    assertEquals(state, "ok");
  } finally {
    await Deno.remove(data, { recursive: true });
  }
});
