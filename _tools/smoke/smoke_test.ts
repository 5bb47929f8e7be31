// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertMatch } from "@std/assert";
import { findRuntime, type Runtime } from "../runtimes.ts";

const isCi = Deno.env.get("CI") === "true";

/** Whether a test must have its runtime: where it cannot be had, others skip. */
const isHere = new Map<Runtime["name"], boolean>();
for (const name of ["node", "bun"] as const) {
  isHere.set(name, isCi || await findRuntime(name) !== undefined);
  if (!isHere.get(name)) {
    console.warn(`Skipping the smoke suite on ${name}: it is not on PATH`);
  }
}

/** Bundles the suite, so that it asks nobody for modules. */
async function bundle(folder: string): Promise<string> {
  const output = `${folder}/suite.mjs`;
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["bundle", "--quiet", "--platform=browser", "--output", output]
      .concat(new URL("./suite.ts", import.meta.url).pathname),
    env: { NO_COLOR: "1" },
  }).output();
  assert(success, new TextDecoder().decode(stderr));
  return output;
}

for (const name of ["node", "bun"] as const) {
  Deno.test({
    name: `markup, the codec and pages work on ${name}`,
    ignore: !isHere.get(name),
    async fn() {
      const folder = await Deno.makeTempDir();
      try {
        const runtime = await findRuntime(name, folder);
        assert(runtime !== undefined, `Cannot find ${name}, nor install it`);
        const suite = await bundle(folder);
        const { code, stdout, stderr } = await new Deno.Command(runtime.path, {
          args: [suite],
          cwd: folder,
        }).output();
        const output = new TextDecoder().decode(stdout);
        assertEquals(output.match(/^FAILED.*(?:\n.*){0,6}/gm), null);
        const complaints = new TextDecoder().decode(stderr);
        assertEquals([code, complaints], [0, ""], output);
        assertMatch(output, /^1\d passed, 0 failed$/m);
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  });
}
