// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * A browser for tests that needs no browser and no port: it opens pages of a
 * site, follows links, presses buttons, fills in forms, keeps cookies, and
 * listens to channels.
 *
 * ```ts
 * import { site, stateChannel } from "@tpd2/tpd2/page";
 * import { TestBrowser } from "@tpd2/tpd2/page/testing";
 * import { assertEquals } from "@std/assert";
 *
 * let count = 0;
 * const counter = stateChannel(() => count, { id: "count" });
 * const example = site();
 * example.page("/", () => counter);
 *
 * const page = await new TestBrowser(example).open("/");
 * assertEquals(page.textOf("ch-count"), "0");
 * await page.listen();
 * count = 5;
 * counter.notify();
 * await page.update();
 * assertEquals(page.textOf("ch-count"), "5");
 * await page.close();
 * ```
 *
 * @module
 */

import { TestPage } from "./_test_page.ts";

export {
  type ListenOptions,
  type SubmitOptions,
  TestPage,
} from "./_test_page.ts";
export type { FormValues } from "./_test_form.ts";

/** Anything that answers requests: a site. */
export interface TestedSite {
  /** Answers a request. */
  fetch(request: Request): Promise<Response> | Response;
}

/** Options of {@linkcode TestBrowser}. */
export interface TestBrowserOptions {
  /**
   * The origin at which the site is taken to be.
   *
   * @default {"http://localhost"}
   */
  origin?: string;
}

/**
 * One visitor's browser.
 *
 * @example Usage
 * ```ts
 * import { site } from "@tpd2/tpd2/page";
 * import { TestBrowser } from "@tpd2/tpd2/page/testing";
 * import { a, h1 } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * const example = site();
 * example.page("/", () => a({ href: "/news" }, "News"));
 * example.page("/news", () => h1("Nothing new"), { title: "News" });
 *
 * const page = await new TestBrowser(example).open("/");
 * await page.follow("News");
 * assertEquals(page.title, "News");
 * ```
 */
export class TestBrowser {
  /** The origin at which the site is taken to be. */
  readonly origin: string;
  readonly #site: TestedSite;
  readonly #cookies = new Map<string, string>();

  /**
   * Makes a browser without cookies.
   *
   * @param site The site.
   * @param options Where it is taken to be.
   */
  constructor(site: TestedSite, options: TestBrowserOptions = {}) {
    this.#site = site;
    this.origin = options.origin ?? "http://localhost";
  }

  /** The cookies, by their names. */
  get cookies(): ReadonlyMap<string, string> {
    return this.#cookies;
  }

  /**
   * Opens a page in a new tab.
   *
   * @param path The path and query.
   * @returns The page.
   * @throws {TypeError} If it is not a page but something else.
   */
  async open(path: string): Promise<TestPage> {
    const page = new TestPage(this);
    await page.go(path);
    return page;
  }

  /**
   * Sends a request with the browser's cookies, and keeps those that are set.
   *
   * @param path The path and query, or a URL.
   * @param init The rest of the request.
   * @returns The response, whatever it is.
   */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    const cookies = [...this.#cookies].map(([name, value]) =>
      `${name}=${value}`
    );
    if (cookies.length > 0) headers.set("cookie", cookies.join("; "));
    const url = new URL(path, this.origin);
    const response = await this.#site.fetch(
      new Request(url, { ...init, headers }),
    );
    for (const field of response.headers.getSetCookie()) this.#keep(field);
    return response;
  }

  #keep(field: string): void {
    const [pair = "", ...attributes] = field.split(";");
    const equals = pair.indexOf("=");
    const name = pair.slice(0, equals).trim();
    const isOver = attributes.some((text) => /^\s*max-age=(?:0|-)/i.test(text));
    if (isOver) this.#cookies.delete(name);
    else this.#cookies.set(name, pair.slice(equals + 1).trim());
  }
}
