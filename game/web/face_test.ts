// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { h1, h2, renderToString } from "../../ml/mod.ts";
import { site } from "../../page/mod.ts";
import { nuAvailable, nuCheck } from "../../_tools/nu_check.ts";
import { type AnyGameKind, GAMES, truc } from "../mod.ts";
import type { TrucHand } from "../truc.ts";
import { addAssets, assetLinks } from "./assets.ts";
import { cardName } from "./card_face.ts";
import { plainFace } from "./face.ts";
import { FACES } from "./faces.ts";
import type { Face, TableView } from "./table_view.ts";
import { viewsOf } from "./testdata/views.ts";

function shown(
  view: TableView,
  face: Face = FACES.get(view.kind.name)!,
): string {
  return renderToString(face(view));
}

function assertOffers(html: string, { offer }: TableView): void {
  assertEquals(html.includes("<button"), offer !== undefined);
  if (offer === undefined) return;
  const { choices, move } = offer;
  const isInteger = choices.describe().type === "integer";
  const canType = isInteger && html.includes('type="number"');
  for (let i = 0; i < choices.count; i++) {
    const isThere = html.includes(` value="${choices.at(i)}"`);
    assert(isThere || canType, `${move}: ${choices.at(i)}`);
  }
}

/** Some games of a kind, with as many players as may be. */
async function manyViews(kind: AnyGameKind): Promise<TableView[][]> {
  const games: TableView[][] = [];
  for (let seed = 0; seed < 6; seed++) {
    const players = seed % 2 ? kind.seats.most : Math.max(2, kind.seats.least);
    games.push(await viewsOf(kind, { seed, players }));
  }
  return games;
}

Deno.test("every game of the house has a face of its own", () => {
  assertEquals([...FACES.keys()].sort(), [...GAMES.keys()].sort());
});

for (const kind of GAMES.values()) {
  for (const face of [FACES.get(kind.name)!, plainFace]) {
    const which = face === plainFace ? "plain face" : "face";
    Deno.test(`the ${which} of ${kind.name} offers each choice, and names each element once`, async () => {
      for (const view of (await manyViews(kind)).flat()) {
        const html = shown(view, face);
        assertOffers(html, view);
        const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
        assertEquals(ids.length, new Set(ids).size, ids.join(" "));
      }
    });
  }

  Deno.test(`the face of ${kind.name} names everybody, and tells the end`, async () => {
    for (const views of await manyViews(kind)) {
      const count = views[0]!.players.length;
      for (const view of views) {
        const html = shown(view);
        for (const { name } of view.players) assertStringIncludes(html, name);
      }
      for (const view of views.slice(-count - 1)) {
        assert(view.result !== undefined);
        assertStringIncludes(shown(view), 'class="result ');
      }
    }
  });
}

Deno.test("the face of truc shows nobody the cards of another", async () => {
  let hidden = 0;
  for (const views of await manyViews(truc)) {
    // For each question: one who only watches, and the two players.
    for (let i = 0; i + 2 < views.length; i += 3) {
      const [watcher, ...players] = views.slice(i, i + 3) as [
        TableView,
        TableView,
        TableView,
      ];
      const hands = players.map(({ hand }) => (hand as TrucHand).hand ?? []);
      if (players[0]!.result !== undefined) continue;
      for (const [player, view] of players.entries()) {
        const html = now(shown(view));
        for (const card of hands[player]!) {
          assertStringIncludes(html, cardName(card));
        }
        for (const card of hands[1 - player]!) {
          assert(!html.includes(cardName(card)), card);
          hidden++;
        }
      }
      for (const card of hands.flat()) {
        assert(!now(shown(watcher)).includes(cardName(card)), card);
      }
    }
  }
  assert(hidden > 100);
});

/** Without the rubber before: its cards may be in the new hands. */
function now(html: string): string {
  return html.replace(/<div class="last-rubber".*?<\/div><\/div>/s, "");
}

Deno.test("the pictures and the style are kept for a year under their URLs", async () => {
  const games = site();
  addAssets(games);
  const links = renderToString(assetLinks());
  const url = /href="(\/game\.css\?\w+)"/.exec(links)![1]!;
  const sheet = await games.fetch(new Request(`http://localhost${url}`));
  assertStringIncludes(sheet.headers.get("cache-control")!, "immutable");
  assertStringIncludes(await sheet.text(), "prefers-reduced-motion");
  const etag = sheet.headers.get("etag")!;
  const again = await games.fetch(
    new Request(`http://localhost${url}`, {
      headers: { "if-none-match": etag },
    }),
  );
  assertEquals(again.status, 304);
  const old = await games.fetch(new Request("http://localhost/game.css?old"));
  assertEquals(old.headers.get("cache-control"), "public, no-cache");
  await old.body?.cancel();
});

Deno.test("every picture that a face refers to is there", async () => {
  const games = site();
  addAssets(games);
  const response = await games.fetch(
    new Request("http://localhost/pictures.svg"),
  );
  const pictures = await response.text();
  const names = new Set<string>();
  for (const kind of GAMES.values()) {
    for (const view of (await manyViews(kind)).flat()) {
      for (const [, name] of shown(view).matchAll(/svg\?\w+#(\w+)"/g)) {
        names.add(name!);
      }
    }
  }
  assert(names.size > 40);
  for (const name of names) {
    assertStringIncludes(pictures, `<symbol id="${name}"`);
  }
});

Deno.test({
  name: "the Nu checker finds no fault with the faces",
  ignore: !nuAvailable(),
  fn: async () => {
    const pages = new Map<string, string>();
    for (const kind of GAMES.values()) {
      const views = await viewsOf(kind, { seed: 3 });
      const step = Math.ceil(views.length / 12);
      for (let i = 0; i < views.length; i += step) {
        const game = site({ title: kind.title, head: assetLinks });
        game.page(
          "/",
          () => [h1(kind.title), h2("Table"), FACES.get(kind.name)!(views[i]!)],
        );
        const response = await game.fetch(new Request("http://localhost/"));
        pages.set(`${kind.name} ${i}`, await response.text());
      }
    }
    assertEquals(await nuCheck(pages), []);
  },
});
