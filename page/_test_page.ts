// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  attribute,
  contentOf,
  type Element,
  TestDocument,
  textOf,
} from "./_test_document.ts";
import {
  formOf,
  type FormValues,
  isButton,
  labelOf,
  type Submission,
  submissionOf,
} from "./_test_form.ts";
import { EventStreamParser, LivePage, type WireEvent } from "./_test_live.ts";
import type { TestBrowser } from "./testing.ts";

/** How many redirects are followed. */
const MAX_REDIRECTS = 10;

/** Options of {@linkcode TestPage.listen}. */
export interface ListenOptions {
  /**
   * How the page is told what happens.
   *
   * @default {"stream"}
   */
  transport?: "stream" | "poll";
}

/** Options of {@linkcode TestPage.submit}. */
export interface SubmitOptions {
  /**
   * The id of the form; the first with a field of each name that is filled in
   * if it is not given.
   *
   * @default {undefined}
   */
  form?: string;
  /**
   * The label of the button to press.
   *
   * @default {the form's first}
   */
  button?: string;
}

/**
 * A tab with a page in it. While it listens to the channels of the page, buttons
 * act as they do where scripts run: in place. Otherwise as they do without.
 *
 * @example Usage
 * ```ts
 * import { site, string } from "@tpd2/tpd2/page";
 * import { a, h1 } from "@tpd2/tpd2/ml";
 * import { TestBrowser } from "@tpd2/tpd2/page/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const example = site();
 * example.page("/", () => a({ href: "/hello?name=Ada" }, "To Ada"));
 * example.page("/hello", { name: string() }, ({ name }) => h1({ id: "who" }, name));
 *
 * const page = await new TestBrowser(example).open("/");
 * await page.follow("To Ada");
 * assertEquals([page.location, page.textOf("who")], ["/hello?name=Ada", "Ada"]);
 * ```
 */
export class TestPage {
  readonly #browser: TestBrowser;
  #url: URL;
  #status = 0;
  #headers = new Headers();
  #live: LivePage = new LivePage(new TestDocument(""));
  #transport: "stream" | "poll" | null = null;
  #reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
  #decoder = new TextDecoder();
  #parser = new EventStreamParser();

  /** Made by {@linkcode TestBrowser.open}. */
  constructor(browser: TestBrowser) {
    this.#browser = browser;
    this.#url = new URL(browser.origin);
  }

  /** The path and query of the page. */
  get location(): string {
    return this.#url.pathname + this.#url.search;
  }

  /** The status that the page came with. */
  get status(): number {
    return this.#status;
  }

  /** The fields that the page came with. */
  get headers(): Headers {
    return this.#headers;
  }

  /** The page's source as it is now. */
  get html(): string {
    return this.#document.html;
  }

  /** The page's title. */
  get title(): string {
    const [title] = this.#document.find(({ tagName }) => tagName === "title");
    return title === undefined ? "" : textOf(title);
  }

  /** What a person reads on the page. */
  get text(): string {
    const [body] = this.#document.find(({ tagName }) => tagName === "body");
    return body === undefined ? "" : textOf(body);
  }

  /** The cursors of the channels on the page. */
  get cursors(): string[] {
    return this.#live.cursors;
  }

  /** The scripts that channels sent, in order. */
  get scripts(): readonly string[] {
    return this.#live.scripts;
  }

  /**
   * What a person reads in an element.
   *
   * @param id The element's id.
   * @returns The text, or `null` if there is no such element.
   */
  textOf(id: string): string | null {
    const element = this.#document.byId(id);
    return element === null ? null : textOf(element);
  }

  /**
   * The markup in an element.
   *
   * @param id The element's id.
   * @returns The source, or `null` if there is no such element.
   */
  contentOf(id: string): string | null {
    const element = this.#document.byId(id);
    return element === null ? null : contentOf(element);
  }

  /**
   * Goes to another page. It listens to that if it listened before.
   *
   * @param path The path and query, or a URL of the site.
   * @throws {TypeError} If it leads elsewhere, in a circle, or to something that is no page.
   */
  async go(path: string): Promise<void> {
    await this.#arrive(path, await this.#browser.fetch(this.#resolve(path)));
  }

  /** Loads the page again. */
  async reload(): Promise<void> {
    await this.go(this.location);
  }

  /**
   * Follows a link.
   *
   * @param label Its text.
   * @throws {TypeError} If there is no such link.
   */
  async follow(label: string): Promise<void> {
    const link = this.#find(
      (element) =>
        element.tagName === "a" && attribute(element, "href") !== null &&
        labelOf(element) === label,
      `link "${label}"`,
    );
    await this.go(attribute(link, "href")!);
  }

  /**
   * Presses a button, with what stands in its form.
   *
   * @param label Its text.
   * @param values What to fill into the form before.
   * @throws {TypeError} If there is no such button, or no such field.
   */
  async press(label: string, values: FormValues = {}): Promise<void> {
    const button = this.#find(
      (element) => isButton(element) && labelOf(element) === label,
      `button "${label}"`,
    );
    const form = formOf(this.#document, button);
    if (form === null) {
      throw new TypeError(`Cannot press "${label}": it belongs to no form`);
    }
    await this.#send(
      submissionOf(this.#document, form, { button, values }),
    );
  }

  /**
   * Fills in a form and submits it.
   *
   * @param values What to fill in, by the names of the fields.
   * @param options Which form, and which of its buttons.
   * @throws {TypeError} If there is no such form, field or button.
   */
  async submit(values: FormValues, options: SubmitOptions = {}): Promise<void> {
    const names = Object.keys(values);
    const form = this.#find((element) =>
      element.tagName === "form" &&
      (options.form === undefined
        ? names.every((name) => this.#controlsOf(element).includes(name))
        : attribute(element, "id") === options.form), "such form");
    const buttons = this.#document.find((element) =>
      isButton(element) && formOf(this.#document, element) === form
    );
    const button = options.button === undefined
      ? buttons[0] ?? null
      : buttons.find((button) => labelOf(button) === options.button);
    if (button === undefined) {
      throw new TypeError(`Cannot find button "${options.button}" in the form`);
    }
    await this.#send(submissionOf(this.#document, form, { button, values }));
  }

  /**
   * Begins to listen to the channels of the page.
   *
   * @param options How.
   */
  async listen(options: ListenOptions = {}): Promise<void> {
    await this.close();
    this.#transport = options.transport ?? "stream";
    if (this.#transport === "stream") await this.#connect();
  }

  /**
   * Waits until something has happened on a channel of the page, and applies it.
   *
   * @throws {TypeError} If the page does not listen.
   */
  async update(): Promise<void> {
    if (this.#transport === null) {
      throw new TypeError("Cannot wait for events: the page does not listen");
    }
    while (true) {
      const applied = this.#transport === "poll"
        ? this.#take(await (await this.#ask("poll")).json())
        : await this.#read();
      if (applied) return await this.#leaveIfSent();
    }
  }

  /** Cuts the connection. What happens meanwhile comes after the next {@linkcode TestPage.listen}. */
  async close(): Promise<void> {
    this.#transport = null;
    const reader = this.#reader;
    this.#reader = null;
    await reader?.cancel();
  }

  get #document(): TestDocument {
    return this.#live.document;
  }

  #resolve(path: string): string {
    const url = new URL(path, this.#url);
    if (url.origin !== this.#browser.origin) {
      throw new TypeError(`Cannot go to ${url}: it is another site`);
    }
    return url.pathname + url.search;
  }

  #find(test: (element: Element) => boolean, what: string): Element {
    const [element] = this.#document.find(test);
    if (element === undefined) {
      throw new TypeError(
        `Cannot find ${what} on the page ${this.location}: ${this.text}`,
      );
    }
    return element;
  }

  #controlsOf(form: Element): (string | null)[] {
    return this.#document
      .find((element) => formOf(this.#document, element) === form)
      .map((element) => attribute(element, "name"));
  }

  async #send({ method, action, body }: Submission): Promise<void> {
    if (method === "GET") {
      const query = new URLSearchParams(body as URLSearchParams);
      const path = this.#resolve(action || this.location).split("?")[0];
      return await this.go(`${path}?${query}`);
    }
    const headers = new Headers({
      origin: this.#browser.origin,
      referer: this.#url.href,
      "sec-fetch-site": "same-origin",
    });
    const isLive = this.#transport !== null;
    if (isLive) {
      headers.set("accept", "application/json");
      headers.set("tpd2-live", this.cursors.join(" ") || "1");
    }
    const path = this.#resolve(action || this.location);
    const response = await this.#browser.fetch(path, { method, headers, body });
    const type = response.headers.get("content-type") ?? "";
    if (!isLive || !type.startsWith("application/json")) {
      return await this.#arrive(path, response);
    }
    const answer = await response.json();
    if (!Array.isArray(answer)) return await this.go(answer.go);
    this.#take(answer);
    await this.#leaveIfSent();
  }

  async #arrive(path: string, response: Response): Promise<void> {
    for (let i = 0; isRedirect(response); i++) {
      if (i === MAX_REDIRECTS) {
        throw new TypeError(`Cannot go to ${path}: it leads in a circle`);
      }
      await response.body?.cancel();
      this.#url = new URL(path, this.#url);
      path = this.#resolve(response.headers.get("location")!);
      response = await this.#browser.fetch(path);
    }
    this.#url = new URL(path, this.#url);
    this.#status = response.status;
    this.#headers = response.headers;
    const transport = this.#transport;
    await this.close();
    this.#live = new LivePage(new TestDocument(await response.text()));
    if (transport !== null) await this.listen({ transport });
  }

  async #ask(transport: "stream" | "poll"): Promise<Response> {
    const query = new URLSearchParams(
      this.cursors.map((cursor): [string, string] => ["c", cursor]),
    );
    query.set("t", transport);
    const response = await this.#browser.fetch(`/_tpd2/live?${query}`);
    if (response.status !== 200) {
      throw new TypeError(`Cannot listen: ${await response.text()}`);
    }
    return response;
  }

  async #connect(): Promise<void> {
    const response = await this.#ask("stream");
    this.#reader = response.body!.getReader();
    this.#decoder = new TextDecoder();
    this.#parser = new EventStreamParser();
  }

  /** Reads what comes next; returns whether something was applied. */
  async #read(): Promise<boolean> {
    if (this.#reader === null) await this.#connect();
    const { value, done } = await this.#reader!.read();
    if (done) {
      this.#reader = null;
      return false;
    }
    const text = this.#decoder.decode(value, { stream: true });
    const events = this.#parser.push(text)
      .filter(([name]) => name === "message")
      .map(([, data]) => JSON.parse(data));
    return this.#take(events);
  }

  #take(events: readonly WireEvent[]): boolean {
    let applied = false;
    for (const event of events) {
      const outcome = this.#live.take(event);
      applied ||= outcome === "applied" || outcome === "gone";
      if (outcome !== "gap") continue;
      // What it has is what it asks with next.
      this.#reader?.cancel();
      this.#reader = null;
      break;
    }
    return applied;
  }

  async #leaveIfSent(): Promise<void> {
    const { location } = this.#live;
    if (location !== null) await this.go(location);
  }
}

function isRedirect(response: Response): boolean {
  return response.status >= 300 && response.status < 400 &&
    response.headers.has("location");
}
