// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import { trucTable } from "./enumerate_truc.ts";

Deno.test("trucTable() makes what is checked in", async () => {
  const file = new URL("../game/_truc_table.ts", import.meta.url);
  assertEquals(trucTable(), await Deno.readTextFile(file));
});
