// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { addRoute, createRouter, findAllRoutes, findRoute } from "rou3";
import {
  type Answer,
  type Exchange,
  type Handler,
  type Handles,
  HttpError,
} from "./exchange.ts";
import { TOKEN_REGEXP } from "./_grammar.ts";
import type { Exposure } from "./listen_notice.ts";
import { NO_FIELDS, reply } from "./reply.ts";
import { decodePath, encodePath } from "./path.ts";

/** Options of {@linkcode Dispatcher}. */
export interface DispatcherOptions {
  /**
   * Answers what no handler takes: a path that is not there (404), a method
   * that the path does not have (405).
   *
   * @default {(error) => { throw error }}
   */
  refuse?: (error: HttpError, exchange: Exchange) => Answer | Promise<Answer>;
}

/** The methods of one exact path. GET has its own slot: it is the hot one. */
interface Route {
  get: Handler | undefined;
  readonly methods: Map<string, Handler>;
}

/** What the router keeps for one pattern and method. */
interface PatternRoute {
  readonly handler: Handler;
  /** How the pattern ends: in a slash, in no slash, or in anything. */
  readonly slash: boolean | undefined;
}

/** Text that makes a path a pattern. */
const PATTERN_REGEXP = /[:*({\\]/;

/** A last segment that takes the rest of the path, slashes included. */
const CATCH_ALL_REGEXP = /\*[^/]*$|[*+]$/;

/** A path that needs no escaping before the router sees it. */
const PLAIN_PATH_REGEXP = /^[\w\-.~/!$&'()*+,;=:@]*$/;

/** A host name without a port, or an IP literal. */
const HOST_REGEXP = /^(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])$/;

/**
 * A table of paths, and of hosts.
 *
 * Exact paths cost one look-up in a map however many there are; patterns go
 * through the rou3 router. Paths are compared with {@linkcode Exchange.path},
 * so escapes are decoded once and `%2F` is no separator. A path that ends in
 * a slash is another path than the one without. Exact paths go before
 * patterns, more specific patterns before less specific ones.
 *
 * HEAD is answered by the GET handler and OPTIONS by the list of methods,
 * unless they have handlers of their own.
 *
 * @example Usage
 * ```ts
 * import { Dispatcher, exchangeFromRequest, reply } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const dispatcher = new Dispatcher();
 * dispatcher.add("GET", "/users/:id", ({ params }) => reply(`user ${params.id}`));
 * dispatcher.add("GET", "/files/**:rest", ({ params }) => reply(`file ${params.rest}`));
 *
 * const request = new Request("http://localhost/files/a/b.txt");
 * const answer = await dispatcher.handle(exchangeFromRequest(request));
 * assertEquals(answer.body, "file a/b.txt");
 * ```
 */
export class Dispatcher implements Handles {
  readonly #exact = new Map<string, Route>();
  readonly #patterns = createRouter<PatternRoute>();
  readonly #patternNames = new Set<string>();
  readonly #patternMethods = new Set<string>();
  readonly #hosts = new Map<string, Handles>();
  readonly #refuse: (
    error: HttpError,
    exchange: Exchange,
  ) => Answer | Promise<Answer>;

  /**
   * Makes an empty table.
   *
   * @param options What to do where no handler takes an exchange.
   */
  constructor(options: DispatcherOptions = {}) {
    this.#refuse = options.refuse ?? throwRefusal;
  }

  /**
   * Adds a handler for a method of a path.
   *
   * @param method The method; its case matters.
   * @param path An exact path such as `/a/b`, or a pattern such as `/a/:id` or
   * `/files/**:rest`, whose parts the handler finds in `exchange.params`.
   * @param handler Answers the exchanges.
   * @throws {TypeError} If the method is no token, the path is malformed, or
   * the method of the path is taken.
   *
   * @example Usage
   * ```ts
   * import { Dispatcher, reply } from "@tpd2/tpd2/http";
   * import { assertThrows } from "@std/assert";
   *
   * const dispatcher = new Dispatcher();
   * dispatcher.add("GET", "/", () => reply("home"));
   * assertThrows(() => dispatcher.add("GET", "/", () => reply("again")), TypeError);
   * ```
   */
  add(method: string, path: string, handler: Handler): void {
    if (!TOKEN_REGEXP.test(method)) {
      throw new TypeError(`Cannot add method "${method}": not a token`);
    }
    if (
      !path.startsWith("/") || /[?#]/.test(path.replace(/\(.*?\)|\?$/g, ""))
    ) {
      throw new TypeError(
        `Cannot add path "${path}": it must start with "/" and have no query`,
      );
    }
    if (PATTERN_REGEXP.test(path)) this.#addPattern(method, path, handler);
    else this.#addExact(method, decodePath(path), handler);
  }

  #addExact(method: string, path: string, handler: Handler): void {
    let route = this.#exact.get(path);
    if (route === undefined) {
      route = { get: undefined, methods: new Map() };
      this.#exact.set(path, route);
    }
    if (route.methods.has(method)) throw taken(method, path);
    route.methods.set(method, handler);
    if (method === "GET") route.get = handler;
  }

  #addPattern(method: string, path: string, handler: Handler): void {
    const name = `${method} ${path}`;
    if (this.#patternNames.has(name)) throw taken(method, path);
    if (method !== method.toUpperCase()) {
      throw new TypeError(
        `Cannot add method "${method}" for pattern "${path}": patterns take upper-case methods only`,
      );
    }
    const slash = path.endsWith("/")
      ? true
      : CATCH_ALL_REGEXP.test(path)
      ? undefined
      : false;
    try {
      addRoute(this.#patterns, method, path, { handler, slash });
    } catch (error) {
      throw new TypeError(
        `Cannot add path "${path}": ${(error as Error).message}`,
        { cause: error },
      );
    }
    this.#patternNames.add(name);
    this.#patternMethods.add(method);
  }

  /**
   * Gives exchanges of some hosts to another table. Other hosts, and requests
   * that name none, stay with this one.
   *
   * @param names The host's names, without ports; `*` stands for all that have
   * no table of their own.
   * @param handles Answers them.
   * @throws {TypeError} If a name is malformed or taken.
   *
   * @example Usage
   * ```ts
   * import { Dispatcher, exchangeFromRequest, reply } from "@tpd2/tpd2/http";
   * import { assertEquals } from "@std/assert";
   *
   * const blog = new Dispatcher();
   * blog.add("GET", "/", () => reply("blog"));
   * const main = new Dispatcher();
   * main.addHost(["blog.example", "www.blog.example"], blog);
   *
   * const request = new Request("http://blog.example/");
   * const answer = await main.handle(exchangeFromRequest(request));
   * assertEquals(answer.body, "blog");
   * ```
   */
  addHost(names: readonly string[], handles: Handles): void {
    const lower = names.map((name) => name.toLowerCase());
    for (const [index, name] of lower.entries()) {
      if (name !== "*" && !HOST_REGEXP.test(name)) {
        throw new TypeError(
          `Cannot add host "${name}": not a host name without a port`,
        );
      }
      if (this.#hosts.has(name) || lower.indexOf(name) !== index) {
        throw new TypeError(`Cannot add host "${name}": it is there already`);
      }
    }
    for (const name of lower) this.#hosts.set(name, handles);
  }

  /**
   * The paths that answer GET: exact ones, then patterns, as they were added.
   *
   * @returns The paths.
   */
  paths(): string[] {
    const exact = [...this.#exact]
      .filter(([, { get }]) => get !== undefined)
      .map(([path]) => encodePath(path));
    const patterns = [...this.#patternNames]
      .filter((name) => name.startsWith("GET "))
      .map((name) => name.slice("GET ".length));
    return [...exact, ...patterns];
  }

  /**
   * Asks its virtual hosts whether it is safe to be served so.
   *
   * @param exposure How they can be reached.
   * @returns What is dangerous, a sentence each.
   */
  dangers(exposure: Exposure): readonly string[] {
    return [...new Set(this.#hosts.values())].flatMap((host) =>
      host.dangers?.(exposure) ?? []
    );
  }

  /**
   * Finds the handler and lets it answer.
   *
   * @param exchange The exchange; its `params` are set where a pattern matched.
   * @returns The handler's answer, or that of the `refuse` option.
   * @throws {HttpError} 404 or 405 where there is no such option, 400 if
   * the path cannot be decoded.
   *
   * @example Usage
   * ```ts
   * import { Dispatcher, exchangeFromRequest, HttpError } from "@tpd2/tpd2/http";
   * import { assertThrows } from "@std/assert";
   *
   * const exchange = exchangeFromRequest(new Request("http://localhost/nowhere"));
   * assertThrows(() => new Dispatcher().handle(exchange), HttpError, "/nowhere");
   * ```
   */
  handle(exchange: Exchange): Answer | Promise<Answer> {
    if (this.#hosts.size > 0) {
      const other = this.#hosts.get(hostName(exchange.host)) ??
        this.#hosts.get("*");
      if (other !== undefined) return other.handle(exchange);
    }
    const route = this.#exact.get(exchange.path);
    if (route !== undefined) {
      const { method } = exchange;
      const handler = method === "GET"
        ? route.get
        : route.methods.get(method) ??
          (method === "HEAD" ? route.get : undefined);
      if (handler !== undefined) return handler(exchange);
    }
    return this.#handlePattern(exchange, route);
  }

  #handlePattern(
    exchange: Exchange,
    route: Route | undefined,
  ): Answer | Promise<Answer> {
    const { method, path } = exchange;
    const plain = PLAIN_PATH_REGEXP.test(path);
    const encoded = plain ? path : encodePath(path);
    if (this.#patternNames.size > 0) {
      const match = this.#find(method, encoded) ??
        (method === "HEAD" ? this.#find("GET", encoded) : undefined);
      if (match !== undefined) {
        // The dispatcher is the one writer of `params`; all others read.
        (exchange as { params: Record<string, string> }).params = plain
          ? match.params
          : decodeParams(match.params);
        return match.handler(exchange);
      }
    }
    if (path === "*" && method === "OPTIONS") return NO_CONTENT;
    return this.#handleMissing(exchange, route, encoded);
  }

  #find(
    method: string,
    path: string,
  ): { handler: Handler; params: Record<string, string> } | undefined {
    const found = findRoute(this.#patterns, method, path);
    if (found === undefined) return undefined;
    // The router overlooks one slash at the end; two paths are two paths here.
    const fitting = hasEnd(found.data, path)
      ? found
      : findAllRoutes(this.#patterns, method, path)
        .findLast(({ data }) => hasEnd(data, path));
    if (fitting === undefined) return undefined;
    return { handler: fitting.data.handler, params: fitting.params ?? {} };
  }

  #handleMissing(
    exchange: Exchange,
    route: Route | undefined,
    encoded: string,
  ): Answer | Promise<Answer> {
    const methods = new Set(route?.methods.keys());
    for (const method of this.#patternMethods) {
      if (this.#find(method, encoded) !== undefined) methods.add(method);
    }
    if (methods.size === 0) {
      return this.#refuse(
        new HttpError(404, `There is nothing at ${exchange.path}`),
        exchange,
      );
    }
    if (methods.has("GET")) methods.add("HEAD");
    methods.add("OPTIONS");
    const allow = [...methods].sort().join(", ");
    if (exchange.method === "OPTIONS") {
      return { ...NO_CONTENT, extra: [["allow", allow]] };
    }
    return this.#refuse(
      new HttpError(
        405,
        `There is no ${exchange.method} at ${exchange.path}`,
        { fields: [["allow", allow]] },
      ),
      exchange,
    );
  }
}

const NO_CONTENT = reply(null, { status: 204, fields: NO_FIELDS });

function throwRefusal(error: HttpError): never {
  throw error;
}

function taken(method: string, path: string): TypeError {
  return new TypeError(`Cannot add ${method} ${path}: it is there already`);
}

/** A name with the dot of the root at its end is the same name. */
function hostName(host: string): string {
  return host.endsWith(".") ? host.slice(0, -1) : host;
}

function decodeParams(params: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, decodePath(value)]),
  );
}

/** Whether a path ends as a pattern wants it: with a slash, or without. */
function hasEnd({ slash }: PatternRoute, path: string): boolean {
  return slash === undefined ||
    slash === (path.length > 1 && path.endsWith("/"));
}
