// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import {
  nextVersion,
  releaseChangelog,
  setVersion,
  standIns,
  switchImports,
} from "./_release_text.ts";
import { checkTagged, release, type ReleaseOptions } from "./release.ts";

const CONFIGURATION = `{
  "name": "@a/b",
  "version": "0.1.0",
  "imports": {
    "@std/assert": "npm:deno-std@1.4.0/assert/mod.js",
    "@std/http/cookie": "npm:deno-std@1.4.0/http/cookie.js",
    "@std/testing/time": "./_std_testing/time.ts",
    "rou3": "npm:rou3@1.0.0"
  },
  "compilerOptions": {
    "strict": true,
    "types": ["./types/deno_std.d.ts"]
  }
}
`;

const CHANGELOG = `# Changelog

## [Unreleased]

### Added

- A thing.

## [0.1.0] - 2026-01-01

- The first.
`;

Deno.test("nextVersion() takes a part to raise, or a later version", () => {
  assertEquals(nextVersion("0.1.9", "major"), "1.0.0");
  assertEquals(nextVersion("0.1.9", "minor"), "0.2.0");
  assertEquals(nextVersion("0.1.9", "patch"), "0.1.10");
  assertEquals(nextVersion("0.1.9", "0.1.10"), "0.1.10");
  assertEquals(nextVersion("1.0.0-rc.2", "1.0.0-rc.10"), "1.0.0-rc.10");
  assertEquals(nextVersion("1.0.0-rc.2", "1.0.0"), "1.0.0");
  for (const early of ["0.1.9", "0.1.8", "0.0.99", "0.1.9-rc.1"]) {
    assertThrows(() => nextVersion("0.1.9", early), RangeError, "not later");
  }
  for (const odd of ["1", "v1.0.0", "01.0.0", "huge", "1.0.0-"]) {
    assertThrows(() => nextVersion("0.1.9", odd), SyntaxError, "such as 0.2.0");
  }
});

Deno.test("releaseChangelog() puts the news below a version", () => {
  const text = releaseChangelog(CHANGELOG, "0.2.0", "2026-11-22");
  assertStringIncludes(
    text,
    "## [Unreleased]\n\n## [0.2.0] - 2026-11-22\n\n### Added\n\n- A thing.\n\n## [0.1.0]",
  );
  assertThrows(
    () => releaseChangelog(text, "0.3.0", "2026-11-23"),
    RangeError,
    "nothing new",
  );
  assertThrows(
    () => releaseChangelog("# Changelog\n", "0.3.0", "2026-11-23"),
    SyntaxError,
    "no heading",
  );
});

Deno.test("switchImports() leaves no stand-in, and all else as it was", () => {
  assertEquals(standIns(JSON.parse(CONFIGURATION)).length, 3);
  const switched = switchImports(CONFIGURATION);
  const { imports, compilerOptions } = JSON.parse(switched);
  assertEquals(imports, {
    "@std/assert": "jsr:@std/assert@^1",
    "@std/http/cookie": "jsr:@std/http@^1/cookie",
    "@std/testing/time": "jsr:@std/testing@^1/time",
    "rou3": "npm:rou3@1.0.0",
  });
  assertEquals(compilerOptions, { strict: true });
  assertEquals(standIns(JSON.parse(switched)), []);
  assertEquals(switchImports(switched), switched);
  assertThrows(
    () =>
      switchImports(
        '{"imports": {"odd": "npm:deno-std@1.4.0/odd.js"}}',
      ),
    SyntaxError,
    "Cannot switch odd",
  );
});

Deno.test("switchImports() knows every stand-in of this repository", async () => {
  const text = await Deno.readTextFile(
    new URL("../deno.json", import.meta.url),
  );
  const switched = JSON.parse(switchImports(text));
  assertEquals(standIns(switched), []);
  assertEquals(switched.compilerOptions.types, undefined);
  for (const [name, target] of Object.entries(switched.imports)) {
    if (name.startsWith("@std/")) assertMatch(String(target), /^jsr:@std\//);
  }
  const { version } = JSON.parse(setVersion(text, "9.8.7"));
  assertEquals(version, "9.8.7");
});

/** A repository with a stand-in, as small as can be. */
async function withRepository(
  fn: (
    options: ReleaseOptions,
    git: (...args: string[]) => Promise<string>,
  ) => Promise<void>,
): Promise<void> {
  const root = await Deno.makeTempDir();
  async function git(...args: string[]): Promise<string> {
    const { success, stdout, stderr } = await new Deno.Command("git", {
      args: ["-c", "user.name=a", "-c", "user.email=a@a.example", ...args],
      cwd: root,
    }).output();
    assert(success, new TextDecoder().decode(stderr));
    return new TextDecoder().decode(stdout).trim();
  }
  try {
    await git("init", "--quiet", "--initial-branch=main");
    await git("config", "user.name", "a");
    await git("config", "user.email", "a@a.example");
    await Deno.mkdir(`${root}/types`);
    await Deno.mkdir(`${root}/_std_testing`);
    const files = {
      "deno.json": CONFIGURATION,
      "CHANGELOG.md": CHANGELOG,
      "types/deno_std.d.ts": "",
      "_std_testing/time.ts": "",
    };
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(`${root}/${name}`, text);
    }
    await git("add", "--all");
    await git("commit", "--quiet", "--message", "first");
    await fn({
      root,
      wanted: "minor",
      date: "2026-11-22",
      dryRun: false,
      checksBefore: [["git", "ls-files", "--error-unmatch", "_std_testing"]],
      checksAfter: [["git", "diff", "--exit-code", "--", "CHANGELOG.md"]],
      say() {},
    }, git);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

Deno.test("release() commits the version, and tags what can be published", async () => {
  await withRepository(async (options, git) => {
    const { version } = await release(options);
    assertEquals(version, "0.2.0");
    assertEquals(
      await git("log", "--format=%s", "v0.2.0"),
      [
        "chore: take the standard library from the registry for 0.2.0",
        "chore: release 0.2.0",
        "first",
      ].join("\n"),
    );
    assertEquals(await git("status", "--porcelain"), "");
    assertEquals(
      await git("worktree", "list", "--porcelain").then((text) =>
        text.match(/^worktree /gm)?.length
      ),
      1,
    );
    // The branch keeps the stand-ins; what is tagged has none.
    assertMatch(await git("show", "main:deno.json"), /npm:deno-std/);
    assertMatch(await git("show", "main:deno.json"), /"version": "0\.2\.0"/);
    assertEquals(
      await git("ls-tree", "-r", "--name-only", "v0.2.0"),
      "CHANGELOG.md\ndeno.json",
    );
    await assertRejects(
      () => checkTagged(options.root, "v0.2.0"),
      Error,
      "stand for the npm copy",
    );
    await git("checkout", "--quiet", "v0.2.0");
    await checkTagged(options.root, "v0.2.0");
    await assertRejects(
      () => checkTagged(options.root, "v0.3.0"),
      Error,
      "deno.json says 0.2.0",
    );
  });
});

Deno.test("release() leaves nothing behind on a dry run, and shows the changes", async () => {
  await withRepository(async (options, git) => {
    const { patch } = await release({ ...options, dryRun: true });
    assertStringIncludes(patch, '+  "version": "0.2.0"');
    assertStringIncludes(patch, '+    "@std/assert": "jsr:@std/assert@^1"');
    assertStringIncludes(patch, "+## [0.2.0] - 2026-11-22");
    assertStringIncludes(patch, "deleted file mode");
    assertEquals(await git("log", "--format=%s", "--all"), "first");
    assertEquals(await git("status", "--porcelain"), "");
  });
});

Deno.test("release() refuses, and leaves nothing behind", async () => {
  await withRepository(async (options, git) => {
    const fails = [["git", "rev-parse", "--verify", "nothing-of-that-name"]];
    for (const part of [{ checksBefore: fails }, { checksAfter: fails }]) {
      await assertRejects(
        () => release({ ...options, ...part }),
        Error,
        "Cannot release: git rev-parse --verify nothing-of-that-name fails",
      );
    }
    await assertRejects(
      () => release({ ...options, wanted: "0.1.0" }),
      RangeError,
    );
    await git("tag", "v0.2.0");
    await assertRejects(() => release(options), Error, "there is a tag v0.2.0");
    await git("tag", "--delete", "v0.2.0");
    assertEquals(await git("log", "--format=%s", "--all"), "first");
    await Deno.writeTextFile(`${options.root}/note`, "");
    await assertRejects(
      () => release(options),
      Error,
      "there are changes that are not committed",
    );
  });
});
