// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertStringIncludes } from "@std/assert";
import { redirect, reply } from "../http/reply.ts";
import { body, h1, head, html, title } from "../ml/mod.ts";
import {
  type ErrorInfo,
  errorTitle,
  integer,
  site,
  type SiteOptions,
} from "./mod.ts";

function failing(options: SiteOptions) {
  return site({ onError() {}, ...options })
    .page("/n", { n: integer() }, ({ n }) => n)
    .page("/fault", () => {
      throw new Error("secret");
    });
}

async function get(options: SiteOptions, path: string, method = "GET") {
  const response = await failing(options).fetch(
    new Request(`http://localhost${path}`, { method }),
  );
  return {
    status: response.status,
    text: await response.text(),
    headers: response.headers,
  };
}

Deno.test("errorPage makes the content of all error pages", async () => {
  const seen: ErrorInfo[] = [];
  const options: SiteOptions = {
    errorPage: (info) => {
      seen.push(info);
      return h1("Oops ", info.status, " ", info.message);
    },
  };
  const missing = await get(options, "/%3Cnowhere");
  assertEquals(missing.status, 404);
  assertStringIncludes(
    missing.text,
    "<title>Not found</title></head><body><main>" +
      "<h1>Oops 404 There is nothing at /&lt;nowhere</h1>",
  );
  assertEquals((await get(options, "/n?n=x")).status, 400);
  assertEquals((await get(options, "/fault")).status, 500);
  assertEquals((await get(options, "/%ff")).status, 400);
  assertEquals(seen.map(({ title }) => title), [
    "Not found",
    "Bad request",
    "Internal error",
    "Bad request",
  ]);
  assertEquals(seen[1]?.problems, [
    { name: "n", message: 'must be an integer, not "x"' },
  ]);
  assertEquals((seen[2]?.error as Error).message, "secret");
  assertEquals(seen[2]?.message.includes("secret"), false);
});

Deno.test("errorPage may return all that a page may, and set its title", async () => {
  const document = await get({
    errorPage: () => html({ lang: "en" }, head(title("t")), body("d")),
  }, "/x");
  assertEquals(document.status, 404);
  assertStringIncludes(document.text, "<body>d</body>");
  const later = await get({ errorPage: () => Promise.resolve("later") }, "/x");
  assertEquals(later.status, 404);
  assertStringIncludes(later.text, "<main>later</main>");
  const elsewhere = await get({ errorPage: () => redirect("/home") }, "/x");
  assertEquals(elsewhere.headers.get("location"), "/home");
  const titled = await get({
    errorPage: (_info, context) => {
      context.title = "Lost";
      return "";
    },
  }, "/x");
  assertStringIncludes(titled.text, "<title>Lost</title>");
});

Deno.test("errorPage that fails leaves a plain answer", async () => {
  const faults: string[] = [];
  const onError = (error: unknown) => faults.push((error as Error).message);
  for (
    const errorPage of [
      () => {
        throw new Error("again");
      },
      () => Promise.reject(new Error("again")),
    ]
  ) {
    const { status, text, headers } = await get({ errorPage, onError }, "/x");
    assertEquals([status, text], [404, "Not found\n"]);
    assertEquals(headers.get("x-content-type-options"), "nosniff");
  }
  assertEquals(faults, ["again", "again"]);
});

Deno.test("error pages are not stored, and have no content for HEAD", async () => {
  const { status, text, headers } = await get({}, "/x", "HEAD");
  assertEquals([status, text], [404, ""]);
  assertEquals(headers.get("cache-control"), "no-store");
  assertEquals(headers.get("content-type"), "text/html; charset=utf-8");
});

Deno.test("onError is told of faults alone, and may fail itself", async () => {
  const faults: [string, string][] = [];
  const options: SiteOptions = {
    onError: (error, exchange) => {
      faults.push([(error as Error).message, exchange!.path]);
    },
  };
  await get(options, "/x");
  await get(options, "/n");
  await get(options, "/fault");
  assertEquals(faults, [["secret", "/fault"]]);
  const { error } = console;
  const logged: unknown[] = [];
  console.error = (value: unknown) => logged.push(value);
  try {
    const answer = await get({
      onError: () => {
        throw new Error("in onError");
      },
    }, "/fault");
    assertEquals(answer.status, 500);
  } finally {
    console.error = error;
  }
  assertEquals((logged[0] as Error).message, "in onError");
});

Deno.test("errorTitle() knows a title for every status", () => {
  assertEquals(errorTitle(404), "Not found");
  assertEquals(errorTitle(418), "Bad request");
  assertEquals(errorTitle(599), "Internal error");
});

Deno.test("error pages leave refusals by other means alone", async () => {
  const own = site().on("GET", "/", () => reply("mine", { status: 404 }));
  const response = await own.fetch(new Request("http://localhost/"));
  assertEquals(await response.text(), "mine");
});
