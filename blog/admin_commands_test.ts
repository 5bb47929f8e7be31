// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertMatch } from "@std/assert";
import { verifyPassword } from "../page/mod.ts";
import { passwordHash } from "./_admin_password.ts";
import { CommentStore } from "./comment_store.ts";
import { newComment } from "./testdata/comment_blog.ts";

const MAIN = new URL("./main.ts", import.meta.url).pathname;
const CONFIG = new URL("../deno.json", import.meta.url).pathname;

/** Runs the program with something to read. */
async function run(
  args: string[],
  input = "",
): Promise<{ code: number; out: string; errors: string }> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", `--config=${CONFIG}`, MAIN, ...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1" },
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(input));
  await writer.close();
  const { code, stdout, stderr } = await child.output();
  const decoder = new TextDecoder();
  return { code, out: decoder.decode(stdout), errors: decoder.decode(stderr) };
}

async function withData(fn: (data: string) => Promise<void>): Promise<void> {
  const data = await Deno.makeTempDir();
  try {
    await fn(data);
  } finally {
    await Deno.remove(data, { recursive: true });
  }
}

Deno.test("set-password takes the password from the input, and hashes it", async () => {
  await withData(async (data) => {
    const good = await run(
      ["set-password", `--data=${data}`],
      "correct horse\n",
    );
    assertEquals([good.code, good.out], [0, ""]);
    assertEquals(good.errors, "The password is set: log in at /admin\n");
    using store = new CommentStore(data);
    const hash = passwordHash(store)!;
    assertMatch(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    assert(await verifyPassword("correct horse", hash));

    const short = await run(["set-password", `--data=${data}`], "short\n");
    assertEquals(short, {
      code: 1,
      out: "",
      errors: "Cannot set the password: it has fewer than 10 characters\n",
    });
    assertEquals(passwordHash(store), hash);
  });
});

Deno.test("comments go out and in by commands", async () => {
  await withData(async (data) => {
    const file = `${data}/comments.json`;
    const flag = `--data=${data}`;
    {
      using store = new CommentStore(data);
      store.add(newComment());
      store.add(newComment({ time: 1 }));
      store.add(newComment({ text: "More." }));
    }
    const out = await run(["export-comments", flag]);
    assertEquals(JSON.parse(out.out).comments.length, 3);
    const saved = await run(["export-comments", file, flag]);
    assertEquals([saved.code, saved.out], [0, ""]);
    assertEquals(await Deno.readTextFile(file), out.out);

    const double = await run(["remove-duplicates", flag]);
    assertEquals(double.errors, "Removed 1 comment that was said twice\n");
    const back = await run(["import-comments", file, flag]);
    assertEquals(
      back.errors,
      "Imported 1 comment; 2 were there already\n",
    );
    const other = await run(
      ["import-comments", `--data=${data}/other`],
      out.out,
    );
    assertEquals(
      other.errors,
      "Imported 3 comments; 0 were there already\n",
    );
  });
});

Deno.test("commands say in one sentence what is wrong", async () => {
  await withData(async (data) => {
    const flag = `--data=${data}`;
    const cases: [args: string[], sentence: RegExp, input?: string][] = [
      [
        ["import-comments", `${data}/none`, flag],
        /^Cannot read \S+\/none: there is no such file\n$/,
      ],
      [
        ["import-comments", flag],
        /^Cannot read comments: it is not JSON\n$/,
        "x",
      ],
      [
        ["import-comments", flag],
        /^Cannot read comment 1: `time` is no date such as .*\n$/,
        `{"comments": [{}]}`,
      ],
      [
        ["export-comments", `${data}/none/file`, flag],
        /^Cannot write \S+\/none\/file: there is no such directory\n$/,
      ],
      [["set-password", flag], /^Cannot set the password: it has fewer/],
    ];
    for (const [args, sentence, input] of cases) {
      const { code, out, errors } = await run(args, input);
      assertEquals([code, out], [1, ""], args.join(" "));
      assertMatch(errors, sentence);
    }
  });
});

/** A terminal for the program, where the machine can make one. */
const TERMINAL = "/usr/bin/script";

function terminalAvailable(): boolean {
  const isThere = Deno.build.os === "linux" && isFile(TERMINAL);
  if (!isThere) {
    console.warn(`No ${TERMINAL}: what a terminal shows is not tested`);
  }
  return isThere;
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Answers each question of `set-password`; gives all that the terminal showed. */
async function typeAnswers(
  data: string,
  answers: readonly string[],
): Promise<string> {
  const command =
    `'${Deno.execPath()}' run -A '--config=${CONFIG}' '${MAIN}' set-password '--data=${data}'`;
  const child = new Deno.Command(TERMINAL, {
    args: ["-qec", command, "/dev/null"],
    stdin: "piped",
    stdout: "piped",
    env: { NO_COLOR: "1" },
  }).spawn();
  const writer = child.stdin.getWriter();
  let shown = "";
  let answered = 0;
  for await (
    const text of child.stdout.pipeThrough(new TextDecoderStream())
  ) {
    shown += text;
    const answer = answers[answered];
    if (answer === undefined || !text.endsWith(": ")) continue;
    answered++;
    await writer.write(new TextEncoder().encode(answer));
  }
  await writer.close();
  await child.status;
  return shown;
}

Deno.test({
  name: "set-password asks twice in a terminal, and shows nothing of it",
  ignore: !terminalAvailable(),
  async fn() {
    await withData(async (data) => {
      assertEquals(
        // A letter of two bytes is taken back by one key.
        await typeAnswers(data, [
          "correct\u00e4\x7f horse\r",
          "correct horse\r",
        ]),
        "New password: \r\nOnce more: \r\nThe password is set: log in at /admin\r\n",
      );
      using store = new CommentStore(data);
      const hash = passwordHash(store)!;
      assert(await verifyPassword("correct horse", hash));
      assertEquals(
        await typeAnswers(data, ["one long password\r", "other password\r"]),
        "New password: \r\nOnce more: \r\n" +
          "Cannot set the password: the two are not the same\r\n",
      );
      assertEquals(
        await typeAnswers(data, ["corr\x03"]),
        "New password: \r\nCannot read the password: it was broken off\r\n",
      );
      assertEquals(passwordHash(store), hash);
    });
  },
});
