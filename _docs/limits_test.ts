// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals } from "@std/assert";
import { site } from "@tpd2/tpd2/page";
import { fencesOf } from "./guide.ts";

const ROOT = new URL("../", import.meta.url);
const ROW = /^\| `(\w+)` +\| ([\d,]+)(?: (ms|KiB|MiB))? +\|/gm;
const OPTION = /@default \{(\d+)\}\s+\*\/\s+(?:readonly )?(\w+)\??: /g;
const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  KiB: 1024,
  MiB: 1024 * 1024,
};

/** The defaults of all options of a name, as the code documents them. */
async function defaults(): Promise<Map<string, Set<number>>> {
  const found = new Map<string, Set<number>>();
  for (const folder of ["net", "http", "page"]) {
    for await (const { name } of Deno.readDir(new URL(`${folder}/`, ROOT))) {
      if (!name.endsWith(".ts")) continue;
      const source = await Deno.readTextFile(
        new URL(`${folder}/${name}`, ROOT),
      );
      for (const [, value, option] of source.matchAll(OPTION)) {
        const values = found.get(option!) ?? new Set();
        found.set(option!, values.add(Number(value)));
      }
    }
  }
  return found;
}

Deno.test("the tables of the guides name the defaults of the code", async () => {
  const known = await defaults();
  let count = 0;
  for await (const { name } of Deno.readDir(new URL("docs/", ROOT))) {
    if (!name.endsWith(".md")) continue;
    const text = await Deno.readTextFile(new URL(`docs/${name}`, ROOT));
    for (const [, option, number, unit] of text.matchAll(ROW)) {
      const value = Number(number!.replaceAll(",", "")) * (UNITS[unit!] ?? 1);
      assert(
        known.get(option!)?.has(value),
        `docs/${name}: ${option} is ${number}, ${[
          ...known.get(option!) ?? [],
        ]} in the code`,
      );
      count++;
    }
  }
  assertEquals(count > 60, true);
});

Deno.test("the guide to security shows the policy that sites have", async () => {
  const guide = new URL("docs/security.md", ROOT);
  const [shown] = fencesOf(await Deno.readTextFile(guide))
    .filter(({ lang }) => lang === "text");
  const example = site().page("/", () => "Hello");
  const response = await example.fetch(new Request("http://localhost/"));
  const policy = response.headers.get("content-security-policy")!;
  assertEquals(
    shown!.text.trim().split(/\s+/).join(" "),
    policy.replace(/'sha256-[^']*'/, "'<hash>'"),
  );
});
