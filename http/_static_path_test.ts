// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { HttpError } from "./exchange.ts";
import { rawPathOf, rawRest, resolveStaticPath } from "./_static_path.ts";

const OPTIONS = { dotFiles: false, windows: false };

Deno.test("resolveStaticPath() decodes once", () => {
  for (
    const [raw, segments, folder] of [
      ["a.txt", ["a.txt"], false],
      ["a/b.txt", ["a", "b.txt"], false],
      ["a/", ["a"], true],
      ["", [], true],
      ["caf%C3%A9.txt", ["café.txt"], false],
      ["a%20b", ["a b"], false],
      ["%61.txt", ["a.txt"], false],
      ["%2561.txt", ["%61.txt"], false],
      ["%252e%252e", ["%2e%2e"], false],
      ["a..b", ["a..b"], false],
      ["a.", ["a."], false],
      ["a:b", ["a:b"], false],
      ["a?", ["a?"], false],
    ] as const
  ) {
    assertEquals(
      resolveStaticPath(raw, OPTIONS),
      { segments: [...segments], folder },
      raw,
    );
  }
});

Deno.test("resolveStaticPath() refuses what climbs, hides or confuses", () => {
  for (
    const raw of [
      "..",
      "../a",
      "a/../b",
      "a/..",
      ".",
      "./a",
      "%2e%2e/a",
      "%2E./a",
      ".%2e/a",
      "..%2fa",
      "a%2Fb",
      "a%5cb",
      "..%5Ca",
      "..\\a",
      "a\\b",
      "/a",
      "//a",
      "a//b",
      "a//",
      "%00",
      "a%00.txt",
      "a%0a",
      "a%7f",
      ".git/config",
      ".env",
      "a/.htaccess",
      "%2egit",
      "x".repeat(256),
      "%C3%A9".repeat(128),
      "a/".repeat(65),
    ]
  ) {
    assertEquals(resolveStaticPath(raw, OPTIONS), null, raw);
  }
});

Deno.test("resolveStaticPath() refuses broken escapes with 400", () => {
  for (
    const raw of ["%", "%z", "%zz", "a%2", "%ff", "%c0%ae%c0%ae", "%ed%a0%80"]
  ) {
    const error = assertThrows(
      () => resolveStaticPath(raw, OPTIONS),
      HttpError,
    );
    assertEquals(error.status, 400, raw);
  }
});

Deno.test("resolveStaticPath() shows dot files when asked, but never climbs", () => {
  const options = { ...OPTIONS, dotFiles: true };
  assertEquals(resolveStaticPath(".env", options)?.segments, [".env"]);
  assertEquals(resolveStaticPath("..", options), null);
  assertEquals(resolveStaticPath("%2e%2e", options), null);
});

Deno.test("resolveStaticPath() knows what Windows makes of names", () => {
  const options = { ...OPTIONS, windows: true };
  for (const raw of ["a.txt::$DATA", "C:", "a.txt.", "a.txt%20"]) {
    assertEquals(resolveStaticPath(raw, options), null, raw);
  }
});

Deno.test("resolveStaticPath() never yields a segment that leaves its folder", () => {
  const piece = fc.constantFrom(
    ..."./\\%abcdef2505CFe \0".split(""),
    "..",
    "%2e",
    "%2f",
    "%5c",
    "%25",
  );
  fc.assert(
    fc.property(fc.string({ unit: piece }), fc.boolean(), (raw, dotFiles) => {
      let path;
      try {
        path = resolveStaticPath(raw, { dotFiles, windows: false });
      } catch (error) {
        assert(error instanceof HttpError);
        return;
      }
      for (const segment of path?.segments ?? []) {
        assert(segment !== "" && segment !== "." && segment !== "..");
        assert(!/[/\\\0]/.test(segment));
        assert(dotFiles || !segment.startsWith("."));
      }
    }),
    { numRuns: 2000 },
  );
});

Deno.test("rawPathOf() and rawRest() find the raw part", () => {
  assertEquals(rawPathOf("/a/%62?c=/d"), "/a/%62");
  assertEquals(rawPathOf("http://x:1/a/%62?c"), "/a/%62");
  assertEquals(rawPathOf("http://x"), "/");
  assertEquals(rawPathOf("*"), "/");
  assertEquals(rawRest("/static/a%20b/c", "a b/c"), "a%20b/c");
  assertEquals(rawRest("/static/", ""), "");
  assertEquals(rawRest("/static/a/", "a"), "a/");
  assertEquals(rawRest("/static/a/", "a/"), "a/");
  assertEquals(rawRest("/static//a", "/a"), null);
  assertEquals(rawRest("/static//", ""), null);
});
