// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Entry } from "./record.ts";
import type { GameStore } from "./store.ts";

/** A store that tells of each entry when it is kept, before it takes effect. */
export function storeTelling(
  store: GameStore,
  kept: (entry: Entry) => void,
): GameStore {
  return {
    begin: (...args) => store.begin(...args),
    append(id, index, entry): void | Promise<void> {
      const keeping = store.append(id, index, entry);
      if (keeping) return keeping.then(() => kept(entry));
      kept(entry);
    },
    setSeat: (...args) => store.setSeat(...args),
    finish: (...args) => store.finish(...args),
    game: (id) => store.game(id),
    inProgress: () => store.inProgress(),
    finished: (limit) => store.finished(limit),
    seatsOf: (...args) => store.seatsOf(...args),
    close: () => store.close(),
  };
}
