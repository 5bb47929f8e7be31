// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { Dispatcher } from "../http/dispatcher.ts";
import type { Answer, Exchange, Handler, Handles } from "../http/exchange.ts";
import { exchangeFromRequest, responseFromAnswer } from "../http/fetch.ts";
import { ErrorPages } from "./_error_pages.ts";
import { PageHandler } from "./_page_handler.ts";
import { PageLayout } from "./_page_layout.ts";
import { ParameterReader, type Values } from "./_parameter_reader.ts";
import type { PageOptions, Render } from "./page.ts";
import type { PageValues, ParameterSet } from "./parameter.ts";
import { Security } from "./security.ts";
import type { SiteOptions } from "./site_options.ts";

/**
 * The pages, look and defaults of one virtual host: what {@linkcode site} makes.
 *
 * @example Usage
 * ```ts
 * import { Site } from "@tpd2/tpd2/page";
 * import { assertEquals } from "@std/assert";
 *
 * const hello = new Site();
 * hello.page("/", () => "Hello", { layout: false });
 * const response = await hello.fetch(new Request("http://localhost/"));
 * assertEquals(await response.text(), "Hello");
 * ```
 */
export class Site implements Handles {
  /** The names of the virtual host. */
  readonly hosts: readonly string[];
  /**
   * Answers a `Request` without a port: for tests, for other runtimes, and for
   * `Deno.serve(site.fetch)`. It is bound to the site.
   */
  readonly fetch: (request: Request) => Promise<Response>;
  readonly #dispatcher: Dispatcher;
  readonly #layout: PageLayout;
  readonly #security: Security;
  readonly #errors: ErrorPages;
  readonly #maxParameterCount: number;

  /**
   * Makes a site without pages.
   *
   * @param options Its look and defaults.
   * @throws {TypeError} If an option cannot be used.
   */
  constructor(options: SiteOptions = {}) {
    const { maxBodySize = 1024 * 1024, maxParameterCount = 1000 } = options;
    this.hosts = options.hosts ?? [];
    this.#maxParameterCount = maxParameterCount;
    this.#layout = new PageLayout(options);
    this.#security = new Security(
      options.security ?? {},
      options.style ?? true,
    );
    this.#errors = new ErrorPages(
      { layout: this.#layout, security: this.#security },
      options,
    );
    this.#dispatcher = new Dispatcher({
      refuse: (error, exchange) => this.#errors.answer(error, exchange),
    });
    this.fetch = async (request) => {
      const exchange = exchangeFromRequest(request, { maxBodySize });
      return responseFromAnswer(await this.handle(exchange), exchange);
    };
  }

  /**
   * Adds a page, which answers GET and HEAD.
   *
   * @param path An exact path, or a pattern such as `/users/:id`. Each `:name`
   * that is a whole segment is a parameter too, a string unless `params` says otherwise.
   * @param render Makes the page.
   * @param options Layout, title and fields.
   * @returns The site.
   * @throws {TypeError} If the path is malformed or taken.
   *
   * @example Usage
   * ```ts
   * import { site, string } from "@tpd2/tpd2/page";
   * import { h1 } from "@tpd2/tpd2/ml";
   * import { assertStringIncludes } from "@std/assert";
   *
   * const hello = site();
   * hello.page("/hello", { name: string("Friend") }, ({ name }) => h1("Hello ", name));
   * hello.page("/users/:id", ({ id }) => h1("User ", id));
   *
   * const response = await hello.fetch(new Request("http://localhost/hello?name=%3CAda%3E"));
   * assertStringIncludes(await response.text(), "<h1>Hello &lt;Ada&gt;</h1>");
   * ```
   */
  page<const Path extends string>(
    path: Path,
    render: Render<PageValues<Path, Record<never, never>>>,
    options?: PageOptions<PageValues<Path, Record<never, never>>>,
  ): this;
  /**
   * Adds a page with parameters.
   *
   * @param path An exact path or a pattern.
   * @param params The parameters by name; names are case-sensitive.
   * @param render Makes the page of their values.
   * @param options Layout, title and fields.
   * @returns The site.
   * @throws {TypeError} If the path is malformed or taken.
   */
  page<const Path extends string, const Params extends ParameterSet>(
    path: Path,
    params: Params,
    render: Render<PageValues<Path, Params>>,
    options?: PageOptions<PageValues<Path, Params>>,
  ): this;
  page(
    path: string,
    second: ParameterSet | Render<never>,
    third?: Render<never> | PageOptions<never>,
    options?: PageOptions<never>,
  ): this {
    return typeof second === "function"
      ? this.#add("GET", path, {}, second, third as PageOptions<never>)
      : this.#add("GET", path, second, third as Render<never>, options);
  }

  /**
   * Adds a handler for any method.
   *
   * @param method The method; its case matters.
   * @param path An exact path or a pattern.
   * @param handler Answers the exchanges as they are.
   * @returns The site.
   * @throws {TypeError} If the method or the path is malformed or taken.
   *
   * @example Usage
   * ```ts
   * import { integer, site } from "@tpd2/tpd2/page";
   * import { redirect, reply } from "@tpd2/tpd2/http";
   * import { assertEquals } from "@std/assert";
   *
   * const shop = site();
   * shop.on("GET", "/robots.txt", () => reply("User-agent: *\n"));
   * shop.on("POST", "/buy", { count: integer() }, ({ count }) => redirect(`/bought?count=${count}`));
   *
   * const response = await shop.fetch(
   *   new Request("http://localhost/buy", { method: "POST", body: new URLSearchParams({ count: "2" }) }),
   * );
   * assertEquals(response.headers.get("location"), "/bought?count=2");
   * ```
   */
  on(method: string, path: string, handler: Handler): this;
  /**
   * Adds a page with parameters for any method. Unless the method is GET or
   * HEAD, a form that is sent goes before the query.
   *
   * @param method The method; its case matters.
   * @param path An exact path or a pattern.
   * @param params The parameters by name; names are case-sensitive.
   * @param render Makes the answer of their values.
   * @param options Layout, title and fields.
   * @returns The site.
   * @throws {TypeError} If the method or the path is malformed or taken.
   */
  on<const Path extends string, const Params extends ParameterSet>(
    method: string,
    path: Path,
    params: Params,
    render: Render<PageValues<Path, Params>>,
    options?: PageOptions<PageValues<Path, Params>>,
  ): this;
  on(
    method: string,
    path: string,
    third: Handler | ParameterSet,
    render?: Render<never>,
    options?: PageOptions<never>,
  ): this {
    if (typeof third !== "function") {
      return this.#add(method, path, third, render!, options);
    }
    this.#dispatcher.add(method, path, third);
    return this;
  }

  // The public signatures have the arguments in the order a person thinks of them.
  #add(
    method: string,
    path: string,
    params: ParameterSet,
    render: Render<never>,
    options: PageOptions<never> = {},
  ): this {
    const reader = new ParameterReader(path, params, this.#maxParameterCount);
    const page = new PageHandler(
      { layout: this.#layout, security: this.#security },
      {
        ...options as PageOptions<Values>,
        reader,
        render: render as Render<Values>,
      },
    );
    this.#dispatcher.add(method, path, page.handle);
    return this;
  }

  /**
   * Answers one exchange. It never throws: what goes wrong is an error page.
   *
   * @param exchange The exchange.
   * @returns The answer; not a promise where it can be had at once.
   *
   * @example Usage
   * ```ts
   * import { site } from "@tpd2/tpd2/page";
   * import { exchangeFromRequest } from "@tpd2/tpd2/http";
   * import { assertEquals } from "@std/assert";
   *
   * const exchange = exchangeFromRequest(new Request("http://localhost/nowhere"));
   * const answer = await site().handle(exchange);
   * assertEquals(answer.status, 404);
   * ```
   */
  handle(exchange: Exchange): Answer | Promise<Answer> {
    try {
      const answer = this.#dispatcher.handle(exchange);
      if (!(answer instanceof Promise)) return this.#secure(answer);
      return answer.then((answer) => this.#secure(answer)).catch((error) =>
        this.#errors.answer(error, exchange)
      );
    } catch (error) {
      return this.#errors.answer(error, exchange);
    }
  }

  #secure(answer: Answer): Answer {
    if (answer instanceof Response) return this.#secureResponse(answer);
    const fields = this.#security.secure(answer.fields);
    return fields === answer.fields ? answer : { ...answer, fields };
  }

  #secureResponse(response: Response): Response {
    const missing = this.#security.fields.filter(([name]) =>
      !response.headers.has(name)
    );
    if (missing.length === 0) return response;
    const { body, status, statusText } = response;
    const headers = new Headers(response.headers);
    for (const [name, value] of missing) headers.set(name, value);
    // The fields of a response that came from elsewhere cannot be changed.
    return new Response(body, { status, statusText, headers });
  }
}

/**
 * Makes a site.
 *
 * @param options Its look and defaults.
 * @returns The site.
 * @throws {TypeError} If an option cannot be used.
 *
 * @example Usage
 * ```ts
 * import { site } from "@tpd2/tpd2/page";
 * import { h1 } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * const example = site({ title: "Example" });
 * example.page("/", () => h1("Welcome"));
 * const response = await example.fetch(new Request("http://localhost/"));
 * assertEquals(response.status, 200);
 * ```
 */
export function site(options: SiteOptions = {}): Site {
  return new Site(options);
}
