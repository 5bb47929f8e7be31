// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Site } from "./site.ts";

/** What a site answered to a {@linkcode Browser}. */
export interface Browsed {
  status: number;
  headers: Headers;
  text: string;
}

/** A browser that knows cookies, redirects and the origin of what it sends: for our own tests. */
export class Browser {
  readonly cookies: Map<string, string> = new Map();
  readonly origin: string;
  readonly #site: Site;
  /** Where it is, and so what `referer` says. */
  url: string;

  constructor(site: Site, origin = "http://localhost") {
    this.#site = site;
    this.origin = origin;
    this.url = `${origin}/`;
  }

  /** Goes to a page, and on to where it is sent. */
  async get(path: string): Promise<Browsed> {
    this.url = new URL(path, this.url).href;
    const found = await this.send(path, {});
    const location = found.headers.get("location");
    return location === null ? found : await this.get(location);
  }

  /** Sends a form as a page of the site does, and follows where it leads. */
  async post(path: string, body?: BodyInit): Promise<Browsed> {
    const found = await this.send(path, this.#post(body));
    const location = found.headers.get("location");
    return location === null ? found : await this.get(location);
  }

  /** Sends a form as the script of a page does. */
  async act(path: string, body?: BodyInit): Promise<Browsed> {
    const init = this.#post(body);
    return await this.send(path, {
      ...init,
      headers: {
        ...init.headers,
        accept: "application/json",
        "tpd2-live": "1",
      },
    });
  }

  /** Sends a request, and keeps the cookies that the answer sets. */
  async send(
    path: string,
    init: RequestInit & { headers?: Record<string, string> },
  ): Promise<Browsed> {
    const headers = new Headers(init.headers);
    if (this.cookies.size > 0) {
      const pairs = [...this.cookies].map(([name, value]) =>
        `${name}=${value}`
      );
      headers.set("cookie", pairs.join("; "));
    }
    const url = new URL(path, this.url);
    const response = await this.#site.fetch(
      new Request(url, { ...init, headers }),
    );
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(";")[0]!.split("=");
      this.cookies.set(name!, value!);
    }
    const { status } = response;
    return { status, headers: response.headers, text: await response.text() };
  }

  #post(body: BodyInit = new URLSearchParams()) {
    return {
      method: "POST",
      body,
      headers: { origin: this.origin, referer: this.url },
    };
  }
}

/** Where the button with that label sends its form. */
export function actionOf(page: Browsed | string, label: string): string {
  const text = typeof page === "string" ? page : page.text;
  const at = text.indexOf(`>${label}</button>`);
  const found = /formaction="([^"]*)"/.exec(
    text.slice(text.lastIndexOf("<button", at), at),
  );
  if (at === -1 || found === null) {
    throw new Error(`Cannot find button "${label}" in ${text}`);
  }
  return found[1]!.replaceAll("&amp;", "&");
}
