// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertThrows } from "@std/assert";
import schema from "./blog.schema.json" with { type: "json" };
import { parseConfig } from "./_config.ts";
import { OPTIONS, UsageError } from "./_option_table.ts";

Deno.test("parseConfig() reads values by the names of the options", () => {
  const text = JSON.stringify({
    $schema: "./blog.schema.json",
    directory: "posts",
    port: 80,
    title: "Notes",
    "behind-proxy": ["127.0.0.1", "10.0.0.0/8"],
    "no-comments": true,
    data: "/var/blog",
    log: "-",
  });
  assertEquals([...parseConfig("/etc/blog/blog.json", text)], [
    ["$schema", "./blog.schema.json"],
    ["directory", "/etc/blog/posts"],
    ["port", "80"],
    ["title", "Notes"],
    ["behind-proxy", "127.0.0.1,10.0.0.0/8"],
    ["no-comments", ""],
    ["data", "/var/blog"],
    ["log", "-"],
  ]);
  const small = '\ufeff{"no-comments": false, "static": "a"}';
  assertEquals([...parseConfig("blog.json", small)], [["static", "a"]]);
});

Deno.test("parseConfig() refuses and says what to do", () => {
  const cases: [text: string, message: RegExp][] = [
    ["{", /^Cannot use b\.json: it is no JSON: .*(?:line|position)/],
    ["[]", /it holds no object such as/],
    ["null", /it holds no object such as/],
    ['{"prot": 1}', /there is no option `prot`, did you mean `port`\?$/],
    ['{"x": 1}', /there is no option `x`, see --help for those there are$/],
    ['{"check": true}', /`check` is for the command line only$/],
    ['{"port": "80"}', /`port` must be a number, as in "port": 8080$/],
    ['{"title": 1}', /`title` must be text, as in "title": "My blog"$/],
    ['{"title": " "}', /`title` must be text/],
    ['{"no-comments": "no"}', /`no-comments` must be true or false/],
    ['{"behind-proxy": [1]}', /`behind-proxy` must be text or a list of texts/],
    [`{"title": "${"x".repeat(70000)}"}`, /longer than 65536 characters$/],
  ];
  for (const [text, message] of cases) {
    const error = assertThrows(() => parseConfig("b.json", text), UsageError);
    assertEquals(message.test(error.message), true, error.message);
    assertEquals(error.message.includes("\n"), false);
  }
});

Deno.test("blog.schema.json has every option of the file, of its kind", () => {
  const { $schema, directory, ...properties } = schema.properties;
  assertEquals([$schema.type, directory.type], ["string", "string"]);
  const kinds = {
    text: "string",
    number: "integer",
    list: ["string", "array"],
    switch: "boolean",
  };
  assertEquals(
    Object.entries(properties).map(([name, { type }]) => [name, type]),
    OPTIONS.filter((option) => !option.isForCommandLine)
      .map(({ name, kind }) => [name, kinds[kind]]),
  );
  assertEquals(schema.additionalProperties, false);
  for (const property of Object.values(schema.properties)) {
    assertEquals(property.description.endsWith("."), true);
  }
});
