// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import { Bell } from "./_bell.ts";

Deno.test("Bell tells once what happened in one go, and then what comes after", async () => {
  const told: string[] = [];
  const bell = new Bell<string>(
    (items) => told.push(`after ${[...items]}`),
    (error) => told.push(String(error)),
  );
  const end = bell.listen((items) => told.push([...items].join()));
  bell.note("a");
  bell.note("b");
  bell.note("a");
  assertEquals(told, []);
  await bell.rest();
  assertEquals(told, ["a,b", "after a,b"]);
  end();
  bell.note("c");
  await bell.rest();
  assertEquals(told.slice(2), ["after c"]);
});

Deno.test("Bell tells everybody, whoever throws", async () => {
  const told: string[] = [];
  const bell = new Bell<string>(
    () => told.push("after"),
    (error) => told.push((error as Error).message),
  );
  bell.listen(() => {
    throw new Error("deaf");
  });
  bell.listen(() => told.push("heard"));
  bell.note("a");
  await bell.rest();
  assertEquals(told, ["deaf", "heard", "after"]);
});

Deno.test("Bell.rest() waits for what is noted while it rings", async () => {
  const told: number[] = [];
  const bell = new Bell<number>(() => {}, () => {});
  bell.listen((items) => {
    for (const item of items) {
      told.push(item);
      if (item < 3) bell.note(item + 1);
    }
  });
  bell.note(1);
  await bell.rest();
  assertEquals(told, [1, 2, 3]);
});
