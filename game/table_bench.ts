// Copyright 2026 the tpd2 authors. MIT license.

import { GAMES } from "./games.ts";
import { playGame } from "./play_game.ts";
import { seedFrom } from "./random.ts";
import { replay } from "./replay.ts";
import { robot } from "./robot.ts";
import { truc } from "./truc.ts";

for (const kind of GAMES.values()) {
  const players = [robot("martin", kind), robot("ralph", kind)];
  const options = { seed: seedFrom(1), coins: [100, 100] };
  Deno.bench(`robots play ${kind.name}`, { group: "play" }, async () => {
    await playGame(kind, players, options);
  });
}

const martin = robot("martin", truc);
const { record } = await playGame(truc, [martin, martin], {
  seed: seedFrom(1),
});

Deno.bench(`replay truc, ${record.entries.length} moves`, async () => {
  await replay(truc, record);
});
