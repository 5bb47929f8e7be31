// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertThrows } from "@std/assert";
import { HELP, OPTIONS, UsageError } from "./_option_table.ts";
import { configOf, parseOptions } from "./_options.ts";

Deno.test("parseOptions() has defaults for everything", () => {
  assertEquals(parseOptions([]), {
    directory: undefined,
    port: 8080,
    hostname: "127.0.0.1",
    data: "./data",
    static: undefined,
    command: undefined,
    file: undefined,
    comments: true,
    moderation: "first",
    title: "A blog made of files",
    description: "",
    lang: "en",
    baseUrl: undefined,
    permalink: undefined,
    hub: undefined,
    proxies: [],
    tls: undefined,
    log: undefined,
    check: false,
    help: false,
  });
});

Deno.test("parseOptions() reads every option", () => {
  assertEquals(
    parseOptions([
      "./2024",
      "--port=0",
      "--hostname",
      "::1",
      "--data",
      "/var/blog",
      "--static",
      "pictures",
      "--moderation=all",
      "--no-comments",
      "--title",
      "1984",
      "--description=What I learn",
      "--lang=pt-BR",
      "--permalink=/:year/:title/",
      "--websub-hub=https://hub.example",
      "--log=access.log",
      "--log-format=json",
      "--base-url",
      "https://Blog.example:8443/",
      "--behind-proxy=127.0.0.1, 10.0.0.0/8",
      "--tls-cert=c.pem",
      "--tls-key=k.pem",
      "--check",
    ]),
    {
      directory: "./2024",
      port: 0,
      hostname: "::1",
      command: undefined,
      file: undefined,
      data: "/var/blog",
      static: "pictures",
      comments: false,
      moderation: "all",
      title: "1984",
      description: "What I learn",
      lang: "pt-BR",
      permalink: "/:year/:title/",
      hub: "https://hub.example/",
      log: { file: "access.log", format: "json" },
      baseUrl: "https://blog.example:8443",
      proxies: ["127.0.0.1", "10.0.0.0/8"],
      tls: { cert: "c.pem", key: "k.pem" },
      check: true,
      help: false,
    },
  );
});

Deno.test("parseOptions() takes a directory whose name is a number", () => {
  assertEquals(parseOptions(["2024"]).directory, "2024");
});

Deno.test("parseOptions() tells commands from directories", () => {
  const { command, file, directory, data } = parseOptions([
    "import-comments",
    "old.json",
    "--data=kept",
  ]);
  assertEquals([command, file, directory, data], [
    "import-comments",
    "old.json",
    undefined,
    "kept",
  ]);
  assertEquals(parseOptions(["set-password"]).command, "set-password");
  assertEquals(parseOptions(["./set-password"]).directory, "./set-password");
});

Deno.test("parseOptions() sees that help is asked for", () => {
  assertEquals(parseOptions(["--help"]).help, true);
  assertEquals(parseOptions(["-h", "--port", "nonsense"]).help, true);
});

Deno.test("HELP names every option", () => {
  for (const { name } of OPTIONS) {
    assert(new RegExp(`^  (?:-h, )?--${name} `, "m").test(HELP), name);
  }
});

Deno.test("parseOptions() lets the command line go before the configuration", () => {
  const settings = new Map([
    ["directory", "posts"],
    ["port", "80"],
    ["title", "From the file"],
    ["no-comments", ""],
  ]);
  const { directory, port, title, comments, hostname } = parseOptions(
    ["--port=81", "--hostname=::1"],
    settings,
  );
  assertEquals([directory, port, title, comments, hostname], [
    "posts",
    81,
    "From the file",
    false,
    "::1",
  ]);
  assertEquals(parseOptions(["mine"], settings).directory, "mine");
  assertEquals(configOf(["--config=a.json", "x"]), "a.json");
  assertEquals(configOf(["x"]), undefined);
});

Deno.test("parseOptions() refuses and says what to do", () => {
  const cases: [string[], string][] = [
    [
      ["--prot", "80"],
      "Cannot use --prot: there is no such option, did you mean --port?",
    ],
    [
      ["--pot=80"],
      "Cannot use --pot: there is no such option, did you mean --port?",
    ],
    [
      ["--verbose"],
      "Cannot use --verbose: there is no such option, see --help for those there are",
    ],
    [
      ["-p", "80"],
      "Cannot use -p: there is no such option, see --help for those there are",
    ],
    [["--port"], "Cannot use --port: it needs a value, as in --port=8080"],
    [
      ["--title="],
      'Cannot use --title: it needs a value, as in --title="My blog"',
    ],
    ...["http", "-1", "65536", "1.5", "0x50", "1e3"].map((
      port,
    ): [string[], string] => [
      [`--port=${port}`],
      `Cannot use port ${port}: give a whole number from 0 to 65535`,
    ]),
    [
      ["a", "b"],
      "Cannot serve 2 directories: give one, and quote it if its name has spaces",
    ],
    [
      ["export-comments", "a", "b"],
      "Cannot use 2 files: give one, and quote it if its name has spaces",
    ],
    [
      ["set-password", "secret"],
      "Cannot use secret: set-password takes options only, see --help",
    ],
    [
      ["--moderation=some"],
      "Cannot use moderation some: give first, all or none",
    ],
    [
      ["--lang=german please"],
      "Cannot use language german please: give a tag such as en or pt-BR",
    ],
    [
      ["--websub-hub=hub"],
      "Cannot use hub hub: give its URL, as in https://hub.example/",
    ],
    ...["/:year", "title", "/:title?x", "/a b/:title"].map((
      path,
    ): [string[], string] => [
      ["--permalink", path],
      `Cannot use permalink ${path}: give a path with :title in it, as in /:year/:month/:day/:title/`,
    ]),
    [
      ["--log-format=json"],
      "Cannot use --log-format: there is no --log, so say where the lines go",
    ],
    [
      ["--log=-", "--log-format=xml"],
      "Cannot use log format xml: give combined or json",
    ],
    ...[
      "blog.example",
      "ftp://x",
      "https://x/blog",
      "https://x/?a",
      "https://u@x",
    ]
      .map((url): [string[], string] => [
        ["--base-url", url],
        `Cannot use base URL ${url}: give scheme and host alone, as in https://blog.example`,
      ]),
  ];
  for (const [args, message] of cases) {
    const error = assertThrows(() => parseOptions(args), UsageError);
    assertEquals(error.message, message);
  }
});

Deno.test("parseOptions() refuses proxies and certificates that cannot be used", () => {
  assertThrows(
    () => parseOptions(["--behind-proxy=nginx"]),
    UsageError,
    "Cannot trust proxies nginx: give their addresses",
  );
  assertThrows(
    () => parseOptions(["--tls-cert=c.pem"]),
    UsageError,
    "--tls-key is absent",
  );
});
