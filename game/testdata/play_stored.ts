// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Plays games and keeps them in the store named by the first argument, until it
 * is killed. Writes a line for each entry once it is kept: the game and how many
 * of its entries are kept.
 */

import { GAMES } from "../games.ts";
import { robot } from "../robot.ts";
import { SqliteStore } from "../sqlite_store.ts";
import { storedTable } from "../stored_table.ts";

const store = new SqliteStore(Deno.args[0]!);
const encoder = new TextEncoder();

async function playFor(id: string, name: string): Promise<void> {
  const kind = GAMES.get(name)!;
  const ralph = robot("ralph", kind);
  const slow = {
    name: "Ann",
    async choose(...args: Parameters<typeof ralph.choose>) {
      await new Promise((resolve) => setImmediate(resolve));
      const { length } = table.record.entries;
      Deno.stdout.writeSync(encoder.encode(`${id} ${length}\n`));
      return ralph.choose(...args);
    },
  };
  const { table, play } = await storedTable(store, kind, [slow, ralph], {
    id,
    coins: [100, 100],
    secretHashes: ["aa", null],
  });
  await play();
}

async function playForEver(name: string): Promise<void> {
  while (true) await playFor(crypto.randomUUID(), name);
}

await Promise.all(["truc", "blackjack", "ultimatum"].map(playForEver));
