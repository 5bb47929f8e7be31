// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import { changedFiles } from "./check_generated.ts";

Deno.test("changedFiles() finds the files that differ", async () => {
  const folder = await Deno.makeTempDir();
  try {
    for (const [name, text] of [["before", "old"], ["after", "new"]]) {
      await Deno.mkdir(`${folder}/${name}`);
      await Deno.writeTextFile(`${folder}/${name}/same.ts`, "same");
      await Deno.writeTextFile(`${folder}/${name}/made.ts`, text!);
      await Deno.writeTextFile(`${folder}/${name}/longer.ts`, `${text}${name}`);
    }
    assertEquals(
      await changedFiles(
        ["same.ts", "made.ts", "longer.ts"],
        `${folder}/before`,
        `${folder}/after`,
      ),
      ["made.ts", "longer.ts"],
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
