// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Robots at many tables, for {@linkcode ./game_load.ts}. Arguments: how many tables,
 * milliseconds between the moves of a robot, where games are kept (`memory` or a file).
 * Prints its port; then each line of input is answered by a line: `play` lays the
 * tables and gives their ids, `stats` counts.
 */

import { Lobby } from "../game/lobby.ts";
import { MemoryStore } from "../game/memory_store.ts";
import { SqliteStore } from "../game/sqlite_store.ts";
import { gameSite } from "../game/web/site.ts";
import { serve } from "../http/mod.ts";
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
});
const site = gameSite(lobby);
const server = await serve(site, { port: 0, onListen() {} });
console.log(new URL(server.url).port);

let laid = 0;
function lay(): string {
  return lobby.exhibit(GAMES[laid++ % GAMES.length]!, ["martin", "nelson"]).id;
}

lobby.listen((changed) => {
  for (const table of changed) if (table.phase === "over") lay();
});

const lines = Deno.stdin.readable.pipeThrough(new TextDecoderStream());
for await (const text of lines) {
  if (text.startsWith("play")) {
    console.log(JSON.stringify(Array.from({ length: tables }, lay)));
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
