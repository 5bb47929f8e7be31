// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals } from "@std/assert";

const FOLDER = new URL("./testdata/must_not_compile/", import.meta.url);
const ROOT = new URL("../", import.meta.url);

/** Type-checks modules; gives what the compiler says, without colours. */
async function check(paths: readonly string[]): Promise<string> {
  const config = new URL("deno.json", ROOT).pathname;
  const { stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["check", "--config", config, "--no-lock", ...paths],
    cwd: ROOT,
    env: { NO_COLOR: "1" },
  }).output();
  return new TextDecoder().decode(stderr);
}

interface Fixture {
  readonly file: string;
  readonly expected: string;
}

async function readFixtures(): Promise<Fixture[]> {
  const fixtures: Fixture[] = [];
  for await (const { name } of Deno.readDir(FOLDER)) {
    const text = await Deno.readTextFile(new URL(name, FOLDER));
    const expected = /^\/\/ THROWS (.*)$/m.exec(text)?.[1];
    assert(
      expected !== undefined,
      `${name} says nothing of what must be thrown`,
    );
    fixtures.push({ file: name, expected });
  }
  return fixtures.sort((a, b) => a.file < b.file ? -1 : 1);
}

/** The lines of the message of the error in each file: up to the source text that is shown. */
function messages(output: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const error of output.split(/\n\n(?=TS\d+ \[ERROR\])/)) {
    const start = error.search(/TS\d+ \[ERROR\]/);
    const file = /\bat file:.*\/(\w+\.ts):\d+/.exec(error)?.[1];
    if (start === -1 || file === undefined) continue;
    const lines = error.slice(start).split("\n");
    const end = lines.findIndex((line, index) =>
      index > 0 && !line.startsWith("  ")
    );
    found.set(file, lines.slice(0, end));
  }
  return found;
}

Deno.test("wrong markup does not compile, and the last line of the message says why", async () => {
  const fixtures = await readFixtures();
  assert(fixtures.length >= 15);
  // The configuration excludes the folder, so that a check of everything passes; hence the copies.
  const folder = await Deno.makeTempDir();
  let output: string;
  try {
    for (const { file } of fixtures) {
      await Deno.copyFile(new URL(file, FOLDER), `${folder}/${file}`);
    }
    output = await check(fixtures.map(({ file }) => `${folder}/${file}`));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  const found = messages(output);
  for (const { file, expected } of fixtures) {
    const lines = found.get(file);
    assert(lines !== undefined, `${file} compiles`);
    const last = lines.at(-1)!;
    assert(
      last.includes(expected),
      `${file}: expected ${expected} in\n${lines.join("\n")}`,
    );
    // A message that goes on beyond a few lines is not read.
    assert(lines.length <= 3, `${file}: ${lines.join("\n")}`);
  }
  assertEquals(found.size, fixtures.length);
});
