// Copyright 2026 the tpd2 authors. MIT license.

/**
 * What a page costs from exchange to reply: dispatch, parameters, markup,
 * layout, fields. Writing the reply to bytes is the server's.
 */

import { h1, li, setDevelopment, ul } from "../ml/mod.ts";
import { MemoryExchange } from "./_memory_exchange.ts";
import { integer, list, oneOf, site, string } from "./mod.ts";

setDevelopment(false);

const hello = site({ title: "Bench" });
hello.page("/plain", () => "Hello", { layout: false });
hello.page(
  "/bare",
  { name: string("Friend") },
  ({ name }) => h1("Hello ", name),
  {
    layout: false,
  },
);
hello.page(
  "/hello",
  { name: string("Friend") },
  ({ name }) => h1("Hello ", name),
);
hello.page("/users/:id", { id: integer() }, ({ id }) => h1("User ", id), {
  layout: false,
});
hello.page(
  "/five",
  {
    name: string(),
    page: integer(1, { min: 1 }),
    size: integer(10),
    order: oneOf(["newest", "oldest"]),
    tag: list(string()),
  },
  ({ tag }) => ul(tag.map((text) => li(text))),
  { layout: false },
);
const hooked = site({
  title: "Bench",
  footer: () => h1("Footer"),
});
hooked.page(
  "/hello",
  { name: string("Friend") },
  ({ name }) => h1("Hello ", name),
);

// Fresh exchanges, as a server has them: their strings are not yet hashed.
function exchanges(target: string): MemoryExchange[] {
  return Array.from(
    { length: 512 },
    (_, i) => new MemoryExchange(target.replace("#", String(i))),
  );
}

function measure(name: string, target: string, handles = hello): void {
  const pool = exchanges(target);
  let next = 0;
  Deno.bench(name, () => {
    handles.handle(pool[next++ & 511]!);
  });
}

measure("text without parameters or layout", "/plain");
measure("hello from the query, without layout", "/bare?name=John#");
measure("hello from the query, in the layout", "/hello?name=John#");
measure("hello from the query, escapes decoded", "/bare?name=J%C3%B6hn+%231#");
measure("hello in a layout with a hook", "/hello?name=John#", hooked);
measure("an integer from the path", "/users/#");
measure(
  "five parameters",
  "/five?name=Ada&page=2&size=20&order=newest&tag=a&tag=b#",
);
measure("a parameter that cannot be read", "/five?page=x#");
measure("nothing there", "/nothing/#");
