// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Robots at many tables, for {@linkcode ./game_load.ts}. Arguments: how many tables,
 * milliseconds between the moves of a robot, where games are kept (`memory` or a file).
 * Prints its port; then each line of input is answered by a line: `play` lays the
 * tables, `stats` counts. The page `/any` leads to the tables in turn.
 */

import { Lobby } from "../game/lobby.ts";
import { MemoryStore } from "../game/memory_store.ts";
import { SqliteStore } from "../game/sqlite_store.ts";
import { gameSite } from "../game/web/site.ts";
import { redirect, serve } from "../http/mod.ts";
import { setDevelopment } from "../ml/mod.ts";

const [count = "500", pause = "1000", file = "memory"] = Deno.args;
const tables = Number(count);
/** Games that last: nobody wants to measure how tables are laid. */
const GAMES = ["truc", "blackjack"];

setDevelopment(false);
const store = file === "memory" ? new MemoryStore() : new SqliteStore(file);
let moves = 0;
const append = store.append.bind(store);
store.append = (...args) => {
  moves++;
  return append(...args);
};
const lobby = new Lobby({
  store,
  robotPause: Number(pause),
  maxTables: 2 * tables,
  maxRobotTables: 2 * tables,
  // Who watched goes to another table at once.
  maxOver: 0,
});
const site = gameSite(lobby);
let next = 0;
site.on("GET", "/any", () => {
  const { playing } = lobby;
  return redirect(`/table/${playing[next++ % playing.length]!.id}`);
});
const server = await serve(site, { port: 0, onListen() {} });
console.log(new URL(server.url).port);

let laid = 0;
function lay(): void {
  lobby.exhibit(GAMES[laid++ % GAMES.length]!, ["martin", "martin"]);
}

lobby.listen((changed) => {
  if (lobby.isClosed) return;
  for (const table of changed) if (table.phase === "gone") lay();
});

const lines = Deno.stdin.readable.pipeThrough(new TextDecoderStream());
for await (const text of lines) {
  if (text.startsWith("play")) {
    for (let i = 0; i < tables; i++) lay();
    console.log("{}");
  } else {
    for (let i = 0; i < 3; i++) (globalThis as { gc?: () => void }).gc?.();
    const { rss, heapUsed } = Deno.memoryUsage();
    const { streams } = site.live.stats();
    const playing = lobby.playing.length;
    console.log(JSON.stringify({ moves, rss, heapUsed, streams, playing }));
  }
}
await server.shutdown();
await lobby.close();
