// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { reply } from "../http/reply.ts";
import { MemoryExchange } from "./_memory_exchange.ts";
import type { Reply } from "../http/reply.ts";
import {
  boolean,
  date,
  integer,
  list,
  number,
  oneOf,
  type ParameterSet,
  site,
  type StandardSchema,
  string,
} from "./mod.ts";

/** The values that a page is given for a request; what it refuses, as text. */
async function read(
  params: ParameterSet,
  target: string,
  init: RequestInit & { path?: string } = {},
): Promise<unknown> {
  const { method = "GET", path = "/" } = init;
  const echo = site({ onError() {} })
    .on(method, path, params, (values) => reply(JSON.stringify(values)));
  const response = await echo.fetch(
    new Request(new URL(target, "http://localhost"), init),
  );
  const text = await response.text();
  if (response.status === 200) return JSON.parse(text);
  const items = [...text.matchAll(/<li><code>(.*?)<\/code> (.*?)\.<\/li>/g)];
  return [response.status, ...items.map(([, name, why]) => `${name}: ${why}`)];
}

Deno.test("parameters are taken from the query", async () => {
  const params = { name: string("Friend"), count: integer(1) };
  assertEquals(await read(params, "/"), { name: "Friend", count: 1 });
  assertEquals(await read(params, "/?count=2&name=Ada&other=x"), {
    name: "Ada",
    count: 2,
  });
  assertEquals(await read(params, "/?name"), { name: "", count: 1 });
  assertEquals(await read(params, "/?name=a=b&&=&"), { name: "a=b", count: 1 });
});

Deno.test("parameters are decoded, names and values alike", async () => {
  const params = { "é x": string(""), "a+b": string("") };
  assertEquals(await read(params, "/?%C3%A9+x=%e2%82%ac+%2B%26%3D"), {
    "é x": "€ +&=",
    "a+b": "",
  });
  assertEquals(await read(params, "/?%C3%A9%20x=1&a%2bb=2"), {
    "é x": "1",
    "a+b": "2",
  });
});

Deno.test("parameters with broken escapes are named", async () => {
  const params = { a: string(""), b: integer(0) };
  const why = "has broken escapes or is not UTF-8";
  for (const value of ["%", "%4", "%zz", "%ff", "%c0%af", "%ed%a0%80"]) {
    assertEquals(await read(params, `/?a=${value}`), [400, `a: ${why}`], value);
  }
  assertEquals(await read(params, "/?b=%&a=%"), [
    400,
    `a: ${why}`,
    `b: ${why}`,
  ]);
  // What nobody asked for is nobody's business.
  assertEquals(await read(params, "/?c=%ff&%ff=1"), { a: "", b: 0 });
});

Deno.test("parameters have case-sensitive names", async () => {
  assertEquals(
    await read({ name: string("-"), Name: string("-") }, "/?Name=x"),
    {
      name: "-",
      Name: "x",
    },
  );
});

Deno.test("parameters that are scalars are refused when repeated", async () => {
  const params = { a: string("") };
  assertEquals(await read(params, "/?a=1&a=1"), [
    400,
    "a: must be given only once",
  ]);
  assertEquals(await read(params, "/?a=1&%61=2"), [
    400,
    "a: must be given only once",
  ]);
  assertEquals(await read({ a: list(string()) }, "/?a=1&a=2&a"), {
    a: ["1", "2", ""],
  });
});

Deno.test("parameters at fault are all named, in order", async () => {
  const params = { a: integer(), b: string(), c: oneOf(["x"]) };
  assertEquals(await read(params, "/?c=y&a=z"), [
    400,
    "a: must be an integer, not &#34;z&#34;",
    "b: is missing",
    "c: must be one of &#34;x&#34;, not &#34;y&#34;",
  ]);
});

Deno.test("parameters never come from a cookie", async () => {
  const headers = { cookie: "a=1" };
  assertEquals(await read({ a: string("-") }, "/", { headers }), { a: "-" });
});

Deno.test("parameters named like parts of objects are ordinary", async () => {
  const params = { toString: string("-"), constructor: string("-") };
  assertEquals(await read(params, "/?toString=1"), {
    toString: "1",
    constructor: "-",
  });
});

Deno.test("parameters are bounded in number", async () => {
  assertEquals(await read({ a: string("") }, `/?${"b&".repeat(1000)}`), {
    a: "",
  });
  assertEquals(await read({ a: string("") }, `/?${"b&".repeat(1001)}`), [400]);
});

Deno.test("parameters come from the path first, even undeclared", async () => {
  const path = "/:id/x/**:rest";
  assertEquals(
    await read({ id: integer() }, "/7/x/a/b%20c?id=8&id=9&rest=%", { path }),
    { id: 7, rest: "a/b c" },
  );
  assertEquals(await read({ id: integer() }, "/x/x/y", { path }), [
    400,
    "id: must be an integer, not &#34;x&#34;",
  ]);
});

Deno.test("parameters come from a form before the query", async () => {
  const params = { a: string("-"), b: string("-"), tick: boolean() };
  const body = new URLSearchParams({ a: "form ü", tick: "on" });
  const init = { method: "POST", body };
  assertEquals(await read(params, "/?a=query&a=twice&b=query", init), {
    a: "form ü",
    b: "query",
    tick: true,
  });
});

Deno.test("parameters come from a multipart form, without files", async () => {
  const body = new FormData();
  body.append("a", "text");
  body.append("list", "1");
  body.append("list", "2");
  const params = { a: string(), list: list(integer()) };
  assertEquals(await read(params, "/", { method: "POST", body }), {
    a: "text",
    list: [1, 2],
  });
  body.set("a", new File(["x"], "x.txt"));
  assertEquals(await read(params, "/", { method: "POST", body }), [
    400,
    "a: must be text, not a file",
  ]);
});

Deno.test("parameters are not taken from other content", async () => {
  const init = {
    method: "POST",
    body: "a=1",
    headers: { "content-type": "text/plain" },
  };
  assertEquals(await read({ a: string("-") }, "/", init), { a: "-" });
});

Deno.test("parameters of a form that is not UTF-8 are refused", async () => {
  const init = {
    method: "POST",
    body: new Uint8Array([0x61, 0x3d, 0xff]),
    headers: { "content-type": "application/x-www-form-urlencoded" },
  };
  assertEquals(await read({ a: string("-") }, "/", init), [400]);
  const escaped = { ...init, body: "a=%ff" };
  assertEquals(await read({ a: string("-") }, "/", escaped), [
    400,
    "a: has broken escapes or is not UTF-8",
  ]);
});

/** A schema as a schema library would make it. */
function schema<T>(
  validate: (value: unknown) => T,
  isAsync = false,
): StandardSchema<unknown, T> {
  return {
    "~standard": {
      version: 1,
      vendor: "test",
      validate: (value) => {
        const run = () => {
          try {
            return { value: validate(value) };
          } catch (error) {
            return { issues: [{ message: (error as Error).message }] };
          }
        };
        return isAsync ? Promise.resolve().then(run) : run();
      },
    },
  };
}

Deno.test("parameters may be standard schemas, at once and later", async () => {
  const double = (value: unknown) => {
    if (typeof value !== "string") throw new Error("no text");
    return value + value;
  };
  const params = { a: schema(double), b: schema(double, true), c: integer(1) };
  assertEquals(await read(params, "/?a=1&b=2"), { a: "11", b: "22", c: 1 });
  assertEquals(await read(params, "/?c=x"), [
    400,
    "a: is refused: no text",
    "c: must be an integer, not &#34;x&#34;",
    "b: is refused: no text",
  ]);
  assertEquals(await read(params, "/?a=1&a=2&b=%"), [
    400,
    "a: must be given only once",
    "b: has broken escapes or is not UTF-8",
  ]);
});

Deno.test("parameters that fail by a fault of their own are a 500", async () => {
  const fault = {
    multiple: false,
    parse: () => {
      throw new TypeError("bug");
    },
  };
  assertEquals(await read({ a: fault }, "/"), [500]);
});

Deno.test("parameters are read as URLSearchParams reads them", () => {
  const pairs = fc.array(
    fc.tuple(
      fc.constantFrom("a", "b", "ab", "", "é", "a b"),
      fc.string({ unit: "grapheme", maxLength: 5 }),
    ),
    { maxLength: 8 },
  );
  const names = ["a", "b", "é", "a b"];
  const params = Object.fromEntries(
    names.map((name) => [name, list(string())]),
  );
  const echo = site().on("GET", "/", params, (v) => reply(JSON.stringify(v)));
  fc.assert(fc.property(pairs, (pairs) => {
    const search = new URLSearchParams(pairs);
    const answer = echo.handle(new MemoryExchange(`/?${search}`)) as Reply;
    assertEquals(
      JSON.parse(answer.body as string),
      Object.fromEntries(names.map((name) => [name, search.getAll(name)])),
    );
  }));
});

Deno.test("parameters of any query are values or a 400, never a fault", () => {
  const faults: unknown[] = [];
  const echo = site({ onError: (error) => faults.push(error) }).on(
    "GET",
    "/",
    { a: string(""), b: integer(0), c: list(boolean()) },
    (values) => reply(JSON.stringify(values)),
  );
  const queries = fc.array(
    fc.constantFrom(
      "a",
      "b",
      "c",
      "=",
      "&",
      "+",
      "%",
      "41",
      "%41",
      "%ff",
      "é",
      "1",
      "-",
    ),
    { maxLength: 20 },
  ).map((pieces) => pieces.join(""));
  fc.assert(fc.property(queries, (query) => {
    const { status } = echo.handle(new MemoryExchange(`/?${query}`)) as Reply;
    assertEquals([200, 400].includes(status), true);
  }));
  assertEquals(faults, []);
});

Deno.test("parameters with bounds and without a default have the type of their values", () => {
  site().page("/", {
    name: string({ maxLength: 3 }),
    count: integer({ min: 0 }),
    share: number({ default: 1, min: 0 }),
    day: date({ min: new Date(0) }),
    maybe: integer({ default: null, min: 0 }),
    never: string(null, { maxLength: 3 }),
    order: oneOf(["a", "b"]),
    other: oneOf(["a", "b"], null),
  }, (values) => {
    // What follows does not compile unless the types are as they should be.
    const typed: {
      name: string;
      count: number;
      share: number;
      day: Date;
      order: "a" | "b";
    } = values;
    // @ts-expect-error it may be null
    const maybe: number = values.maybe;
    // @ts-expect-error it may be null
    const never: string = values.never;
    // @ts-expect-error it may be null
    const other: "a" | "b" = values.other;
    return [typed.name, maybe, never, other];
  });
  assertEquals(integer({ default: null, min: 0 }).parse(undefined), null);
  assertEquals(oneOf(["a", "b"], null).parse(undefined), null);
});
