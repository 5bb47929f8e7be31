// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertMatch } from "@std/assert";

const PROGRAM = new URL("./main.ts", import.meta.url).pathname;

interface Ended {
  code: number;
  out: string;
  errors: string;
}

/** Runs Deno in a directory, to its end. */
async function deno(args: string[], cwd: string): Promise<Ended> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args,
    cwd,
    env: { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" },
  }).output();
  const decoder = new TextDecoder();
  return {
    code,
    out: decoder.decode(stdout),
    errors: decoder.decode(stderr),
  };
}

function init(args: string[], cwd: string, rights = ["-A"]): Promise<Ended> {
  return deno(["run", "--no-prompt", ...rights, PROGRAM, ...args], cwd);
}

async function withDirectory(
  fn: (directory: string) => Promise<void>,
): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    await fn(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

/** A port that was free a moment ago. */
function freePort(): string {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return String(listener.addr.port);
}

/**
 * Starts a task of a project, asks it for its page, and ends it. With `change` the
 * page is asked for once more, when the server was started anew.
 */
async function ask(
  project: string,
  task: string,
  change?: () => Promise<void>,
): Promise<string[]> {
  await using process = new Deno.Command(Deno.execPath(), {
    args: ["task", task],
    cwd: project,
    env: { NO_COLOR: "1", PORT: freePort() },
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const pages: string[] = [];
  let said = "";
  for await (
    const text of process.stdout.pipeThrough(new TextDecoderStream())
  ) {
    said += text;
    const urls = [...said.matchAll(/^Listening on (\S+)$/gm)];
    if (urls.length === pages.length) continue;
    const response = await fetch(`${urls[0]![1]}?name=Ada`);
    pages.push(await response.text());
    if (change === undefined || pages.length === 2) return pages;
    await change();
  }
  throw new Error(`Cannot ask the project: it ended and said ${said}`);
}

Deno.test("init makes a project that is in good form, passes its tests and serves", async (t) => {
  await withDirectory(async (parent) => {
    const made = await init(["my-site"], parent);
    assertEquals(made.errors, "");
    assertEquals(
      made.out,
      "Made my-site. To see it:\n\n  cd my-site\n  deno task dev\n",
    );
    const project = `${parent}/my-site`;
    for (
      const args of [["fmt", "--check"], ["lint"], ["check"], ["task", "test"]]
    ) {
      await t.step(`deno ${args.join(" ")}`, async () => {
        const { code, out, errors } = await deno(args, project);
        assertEquals(code, 0, out + errors);
      });
    }
    await t.step("deno task start", async () => {
      const [text] = await ask(project, "start");
      assertMatch(text!, /<title>my-site<\/title>.*<h1>Hello Ada<\/h1>/);
      assert(!text!.includes("development"), "visitors get no development");
    });
    await t.step(
      "deno task dev, and a file that is saved meanwhile",
      async () => {
        const file = `${project}/site.ts`;
        const source = await Deno.readTextFile(file);
        const [before, after] = await ask(
          project,
          "dev",
          () =>
            Deno.writeTextFile(file, source.replace('"Hello "', '"Welcome "')),
        );
        assertMatch(before!, /development\.js.*<h1>Hello Ada<\/h1>/);
        assertMatch(after!, /development\.js.*<h1>Welcome Ada<\/h1>/);
      },
    );
  });
});

Deno.test("init takes an empty directory, and names with quotes in them", async () => {
  await withDirectory(async (parent) => {
    await Deno.mkdir(`${parent}/Ann's "site"`);
    const { code, out } = await init([`Ann's "site"`], parent);
    assertEquals(code, 0);
    assertMatch(out, /^ {2}cd 'Ann'\\''s "site"'$/m);
    const source = await Deno.readTextFile(`${parent}/Ann's "site"/site.ts`);
    assertMatch(
      source,
      /site\(\{ title: "Ann's \\"site\\"", \.\.\.options \}\)/,
    );
    const here = `${parent}/here`;
    await Deno.mkdir(here);
    assertEquals(
      (await init(["."], here)).out,
      "Made a project here. To see it:\n\n  deno task dev\n",
    );
  });
});

Deno.test("init says in one sentence why it cannot", async () => {
  await withDirectory(async (parent) => {
    await Deno.writeTextFile(`${parent}/file`, "");
    await Deno.mkdir(`${parent}/full`);
    await Deno.writeTextFile(`${parent}/full/notes.txt`, "mine");
    const cases: [args: string[], sentence: RegExp, rights?: string[]][] = [
      [[], /^Cannot make a project: name a directory, as in my-site$/],
      [["a", "b"], /^Cannot make several projects: name one directory/],
      [["--tempalte"], /^Cannot use --tempalte: there is no such option/],
      [
        ["full"],
        /^Cannot make full: it is not empty, so name another directory$/,
      ],
      [
        ["file"],
        /^Cannot make file: there is a file of that name, so name another/,
      ],
      [["file/in"], /^Cannot make file\/in: there is a file of that name/],
      [
        ["new"],
        /^Cannot make new: this program may not write there, so run it with -A/,
        ["--allow-read"],
      ],
    ];
    for (const [args, sentence, rights] of cases) {
      const { code, out, errors } = await init(args, parent, rights);
      assertMatch(errors.trimEnd(), sentence);
      assertEquals([code, out, errors.split("\n").length], [1, "", 2]);
    }
    assertEquals(
      (await Array.fromAsync(Deno.readDir(parent), ({ name }) => name)).sort(),
      ["file", "full"],
    );
  });
});

Deno.test("init explains itself on --help", async () => {
  const { code, out } = await init(["--help"], ".");
  assertEquals(code, 0);
  assertMatch(out, /^Usage: deno run -A init\/main\.ts <directory>$/m);
});
