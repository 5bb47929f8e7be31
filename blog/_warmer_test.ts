// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import { settle } from "../net/testing.ts";
import { type Entry, parseEntry } from "./entry.ts";
import { Library } from "./library.ts";
import { Warmer } from "./_warmer.ts";

/** Entries that say when they are rendered. */
function entriesOf(names: string[], rendered: string[]): Entry[] {
  return names.map((name) => {
    const entry = parseEntry(
      `${name}.md`,
      `---\ntitle: ${name}\ndate: 2026-01-01\n---\nText.`,
    );
    return Object.defineProperty(entry, "text", {
      get: () => {
        rendered.push(name);
        return "";
      },
    });
  });
}

Deno.test("Warmer renders all entries, and the new ones after a change", async () => {
  const rendered: string[] = [];
  const library = new Library();
  library.replace(entriesOf(["a", "b"], rendered));
  const pause = () => Promise.resolve();
  const warmer = new Warmer(library, { pause });
  await settle();
  assertEquals(rendered, ["a", "b"]);
  library.replace(entriesOf(["c"], rendered));
  await settle();
  assertEquals(rendered, ["a", "b", "c"]);
  await warmer.close();
  library.replace(entriesOf(["d"], rendered));
  await settle();
  assertEquals(rendered, ["a", "b", "c"]);
});

Deno.test("Warmer ends at once when it is closed", async () => {
  const rendered: string[] = [];
  const library = new Library();
  library.replace(entriesOf(["a"], rendered));
  const { promise, resolve } = Promise.withResolvers<void>();
  const warmer = new Warmer(library, { pause: () => promise });
  const closed = warmer.close();
  resolve();
  await closed;
  assertEquals(rendered, []);
});
