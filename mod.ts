// Copyright 2026 the tpd2 authors. MIT license.

/**
 * tpd2: small dynamic pages, and small fragments to many clients, fast.
 *
 * A site is pages; a page is a path, its parameters, and a function that makes
 * markup of their values. The compiler checks all three: `name` below is a
 * string because the page says so, and `ul(p("x"))` does not compile, because a
 * list has no paragraph for a child. Values are escaped for the place they stand in.
 *
 * ```ts
 * import { h1, integer, li, site, string, ul } from "@tpd2/tpd2";
 * import { assertEquals, assertStringIncludes } from "@std/assert";
 *
 * const hello = site({ title: "Greetings" });
 *
 * hello.page(
 *   "/hello",
 *   { name: string("Friend"), times: integer(1, { min: 1, max: 9 }) },
 *   ({ name, times }) => [
 *     h1("Hello ", name),
 *     ul(Array.from({ length: times }, (_, i) => li("Greeting ", i + 1))),
 *   ],
 * );
 *
 * // Every site answers without a port, in tests and wherever there are web standards.
 * const good = await hello.fetch(new Request("http://localhost/hello?name=%3CAda%3E"));
 * assertStringIncludes(await good.text(), "<h1>Hello &lt;Ada&gt;</h1>");
 *
 * // What cannot be read gets a page that says which parameter is at fault, and why.
 * const bad = await hello.fetch(new Request("http://localhost/hello?times=many"));
 * assertEquals(bad.status, 400);
 * assertStringIncludes(await bad.text(), "must be an integer");
 * ```
 *
 * On a port it is one line more:
 *
 * ```ts
 * import { h1, serve, site } from "@tpd2/tpd2";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const hello = site();
 * hello.page("/", () => h1("Hello"));
 *
 * await using server = await serve(hello, { port: 0 });
 * const response = await fetch(server.url);
 * assertStringIncludes(await response.text(), "<h1>Hello</h1>");
 * ```
 *
 * This module has what a person writing a site needs. The folders have more:
 *
 * - `@tpd2/tpd2/page`: sites, pages, parameters, error pages, security fields;
 * - `@tpd2/tpd2/ml`: typed markup, escaping, rendering;
 * - `@tpd2/tpd2/http`: the strict HTTP/1.1 codec, the server, the dispatcher;
 * - `@tpd2/tpd2/net`: listeners, connections, the scheduler.
 *
 * @module
 */

export {
  type Answer,
  type Exchange,
  type Exposure,
  type FetchHandler,
  FieldBlock,
  type Handler,
  type Handles,
  HttpError,
  type HttpErrorOptions,
  HttpServer,
  HttpWorkers,
  isOneOfMany,
  type ListenNotice,
  type PlainServeOptions,
  redirect,
  type Reply,
  reply,
  type ReplyOptions,
  type Servable,
  serve,
  type ServeOptions,
  serveWorkers,
  ServeWorkersError,
  type ServeWorkersOptions,
  untilInterrupted,
} from "./http/mod.ts";
export * from "./ml/mod.ts";
export * from "./page/mod.ts";
