// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { TestPage } from "../../page/testing.ts";
import { formOf, House, idOf } from "./testdata/house.ts";

/** Where the buttons and forms of a page lead. */
function targetsOf(page: TestPage): string[] {
  return [...page.html.matchAll(/(?:form)?action="([^"]+)"/g)]
    .map(([, url]) => url!.replaceAll("&amp;", "&"));
}

Deno.test("gameSite() is impressed by nothing that is sent to it", async () => {
  await using house = new House({ robotPause: 0, maxTables: 20 });
  const carl = await house.browser().open("/");
  await carl.press("Play Nash's bargain");
  const ann = await house.browser().open("/");
  assertStringIncludes(ann.text, "Join");
  const targets = targetsOf(ann);
  await ann.submit({ isPrivate: true }, { form: formOf(ann, 4) });
  const waiting = idOf(ann);
  targets.push(...targetsOf(ann));
  await ann.go("/");
  await ann.press("Play Truc");
  await ann.press("Play with robots now");
  const playing = idOf(ann);
  targets.push(...targetsOf(ann));

  const ids = ["", waiting, playing, "none", "../..", "x".repeat(5000), "\0"];
  const values = ids.flatMap((id) => [
    { table: id },
    { table: id, seat: id },
    { game: id },
    { name: id, text: id, seats: id, value: id, isPrivate: id },
    { seats: "-1" },
    { seats: "1e9", isPrivate: "on", takesOver: "on" },
  ]);
  const eve = house.browser();
  const statuses = new Set<number>();
  const send = async (path: string, init: RequestInit = {}) => {
    const response = await eve.fetch(path, init);
    statuses.add(response.status);
    await response.body?.cancel();
  };
  for (const target of new Set(targets)) {
    const path = target.split("?")[0]!;
    for (const fields of values) {
      const query = new URLSearchParams(fields as Record<string, string>);
      for (const to of [target, path, `${path}?${query}`]) {
        await send(to, {
          method: "POST",
          body: query,
          headers: { "sec-fetch-site": "same-origin" },
        });
      }
    }
  }
  for (const id of ids.map(encodeURIComponent)) {
    for (const page of ["table", "game"]) {
      for (const query of ["", "?move=-1", "?move=9e9", "?as=99", "?seat=x"]) {
        await send(`/${page}/${id}${query}`);
      }
    }
  }
  const foreseen = [200, 303, 400, 403, 404, 409, 410, 413, 414, 422, 503];
  for (const status of statuses) assert(foreseen.includes(status), `${status}`);
  // Nobody else was moved or seated.
  const table = house.lobby.table(waiting)!;
  assertEquals(table.seats.filter(({ guest }) => guest).length, 1);
  assertEquals(table.phase, "waiting");
  const game = house.lobby.table(playing)!;
  assertEquals(game.seats.filter(({ guest }) => guest).length, 1);
  assertEquals(game.table!.record.entries.filter((e) => e.player === 0), []);
});
