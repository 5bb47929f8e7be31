// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { Dispatcher } from "../http/dispatcher.ts";
import type { Answer, Exchange, Handler, Handles } from "../http/exchange.ts";
import { exchangeFromRequest, responseFromAnswer } from "../http/fetch.ts";
import type { Exposure } from "../http/listen_notice.ts";
import { systemClock } from "../net/clock.ts";
import { ActionEndpoint } from "./_action_endpoint.ts";
import { CLIENT_NAME, clientHandler } from "./_client_script.ts";
import { develop } from "./_development.ts";
import { ErrorPages } from "./_error_pages.ts";
import { PageHandler, type Shared } from "./_page_handler.ts";
import { PageLayout } from "./_page_layout.ts";
import { ParameterReader, type Values } from "./_parameter_reader.ts";
import { Session, Sessions } from "./_sessions.ts";
import type { ActedHook, ActionContext, ActionHandler } from "./action.ts";
import { type FormHandler, SiteForm } from "./form.ts";
import type { FormFields } from "./form_field.ts";
import type { Frame } from "./frame.ts";
import type { FrameStore } from "./frame_store.ts";
import { Live } from "./live.ts";
import type { PageOptions, Render } from "./page.ts";
import type { PageValues, ParameterSet, ParameterValues } from "./parameter.ts";
import { Security } from "./security.ts";
import { makeSiteAction, type SiteAction } from "./site_action.ts";
import type { SiteOptions } from "./site_options.ts";
import type { Visitor } from "./visitor.ts";
import { visitorLimits } from "./visitor_options.ts";

/**
 * The pages and look of one virtual host: what {@linkcode site} makes.
 */
export class Site implements Handles {
  /** The names of the virtual host. */
  readonly hosts: readonly string[];
  /**
   * Answers a `Request` without a port: for tests, for other runtimes, and for
   * `Deno.serve(site.fetch)`. It is bound to the site.
   */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Tells the pages what happens on the channels that they show. */
  readonly live: Live;
  /** Judges whether it is safe to be served so. A server asks when it starts. */
  readonly dangers: (exposure: Exposure) => readonly string[];
  readonly #dispatcher: Dispatcher;
  readonly #layout: PageLayout;
  readonly #security: Security;
  readonly #errors: ErrorPages;
  readonly #maxParameterCount: number;
  readonly #sessions: Sessions;
  readonly #actions: ActionEndpoint;
  #formCount = 0;

  /**
   * Makes a site without pages.
   *
   * @param given Its look and defaults.
   * @throws {TypeError} If an option cannot be used.
   */
  constructor(given: SiteOptions = {}) {
    const paths = () => this.#dispatcher.paths();
    const { options, endpoints, dangers } = develop(given, paths);
    this.dangers = dangers;
    const { maxBodySize = 1024 * 1024, maxParameterCount = 1000 } = options;
    this.hosts = options.hosts ?? [];
    this.#maxParameterCount = maxParameterCount;
    this.#layout = new PageLayout(options);
    this.#security = new Security(
      options.security ?? {},
      options.style ?? true,
    );
    const { prefix = "/_tpd2/", onError = (error) => console.error(error) } =
      options;
    this.#sessions = new Sessions(this, {
      clock: options.clock ?? systemClock,
      limits: visitorLimits(options.visitors ?? {}),
      baseUrl: options.baseUrl,
      prefix,
      onError: (error) => onError(error, null),
      revive: options.revive,
    });
    this.#actions = new ActionEndpoint(this.#sessions);
    this.#errors = new ErrorPages(this.#shared, options);
    this.#dispatcher = new Dispatcher({
      refuse: (error, exchange) => this.#errors.answer(error, exchange),
    });
    this.live = new Live((exchange) => new Session(this.#sessions, exchange), {
      ...options.live,
      clock: this.#sessions.clock,
      onError: (error) => onError(error, null),
    });
    const own: readonly [method: string, name: string, Handler][] = [
      ["POST", "action/:id", this.#actions.handle],
      ["GET", "answer/:id", this.#actions.handleHeld],
      ["GET", "live", (exchange) => this.live.handle(exchange)],
      ["GET", CLIENT_NAME, clientHandler],
    ];
    for (const [method, name, handler] of own) {
      this.#dispatcher.add(method, prefix + name, handler);
    }
    for (const [name, handler] of endpoints) {
      this.#dispatcher.add("GET", prefix + name, handler);
    }
    this.onActed((frame, exchange) =>
      this.live.eventsAfter(exchange, { frame, visitor: frame.visitor })
    );
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

  /**
   * Makes an action that everybody can be offered: in what is rendered once for
   * all, where an action of one frame cannot be. It lasts as long as the site.
   *
   * @param handler What it does.
   * @returns The action, for {@linkcode actionButton} and {@linkcode actionLink}.
   *
   * @example Usage
   * ```ts
   * import { actionButton, integer, site } from "@tpd2/tpd2/page";
   * import { li, ul } from "@tpd2/tpd2/ml";
   * import { assertMatch } from "@std/assert";
   *
   * const votes = [0, 0];
   * const poll = site();
   * const vote = poll.action(
   *   { choice: integer(0, { min: 0, max: 1 }) },
   *   ({ choice }) => votes[choice]!++,
   * );
   * poll.page("/", () =>
   *   ul(votes.map((count, choice) =>
   *     li(count, " ", actionButton("Vote", vote.with({ choice })))
   *   )));
   *
   * const response = await poll.fetch(new Request("http://localhost/"));
   * assertMatch(await response.text(), /formaction="\/_tpd2\/action\/[\w-]+\?choice=1"/);
   * ```
   */
  action(handler: ActionHandler): SiteAction;
  /**
   * Makes an action with parameters that everybody can be offered.
   *
   * @param params The parameters by name.
   * @param handler What it does.
   * @returns The action; its `with` gives the values.
   */
  action<const Params extends ParameterSet>(
    params: Params,
    handler: (
      values: ParameterValues<Params>,
      context: ActionContext,
    ) => unknown,
  ): SiteAction<Params>;
  action(
    first: ActionHandler | ParameterSet,
    handler?: (values: never, context: ActionContext) => unknown,
  ): SiteAction<ParameterSet> {
    const action = makeSiteAction(first, handler);
    this.#actions.add(action);
    return action;
  }

  /**
   * Makes a form that everybody can be offered. It lasts as long as the site.
   *
   * @param fields Its fields by name.
   * @param handler What is done with their values.
   * @returns The form, see {@linkcode actionForm}.
   */
  form<const Fields extends FormFields>(
    fields: Fields,
    handler: FormHandler<Fields>,
  ): SiteForm {
    const id = `form-${++this.#formCount}`;
    const form = new SiteForm(fields, handler as FormHandler<FormFields>, id);
    this.#actions.add(form.action);
    return form;
  }

  /** The visitors and frames that the site remembers. */
  get frames(): FrameStore {
    return this.#sessions.store;
  }

  /** The visitor whose cookie a request has, or `null`. */
  visitorOf(exchange: Exchange): Visitor | null {
    return new Session(this.#sessions, exchange).knownVisitor;
  }

  /** The frame of the visitor's tab that a request names, or `null`. */
  frameOf(exchange: Exchange): Frame | null {
    return new Session(this.#sessions, exchange).knownFrame;
  }

  /**
   * Sets who is asked, after an action that a script ran, what has changed for its
   * frame: events for the answer, so that who acted sees it at once.
   *
   * @param hook Returns the events, or `null`.
   */
  onActed(hook: ActedHook): void {
    this.#actions.onActed = hook;
  }

  get #shared(): Shared {
    return {
      layout: this.#layout,
      security: this.#security,
      sessions: this.#sessions,
    };
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
      this.#shared,
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
   */
  handle(exchange: Exchange): Answer | Promise<Answer> {
    try {
      const coming = this.#sessions.revive(exchange);
      const answer = coming === null
        ? this.#dispatcher.handle(exchange)
        : coming.then(() => this.#dispatcher.handle(exchange));
      if (!(answer instanceof Promise)) {
        return this.#security.secureAnswer(answer);
      }
      return answer.then((answer) => this.#security.secureAnswer(answer)).catch(
        (error) => this.#errors.answer(error, exchange),
      );
    } catch (error) {
      return this.#errors.answer(error, exchange);
    }
  }
}

/**
 * Makes a site.
 *
 * @param options Its look and defaults.
 * @returns The site.
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
