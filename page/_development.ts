// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { eventStream } from "../http/event_stream.ts";
import { type Handler, HttpError } from "../http/exchange.ts";
import { FieldBlock } from "../http/field_block.ts";
import type { Exposure } from "../http/listen_notice.ts";
import { reply } from "../http/reply.ts";
import {
  a,
  type Child,
  code,
  isDevelopment,
  li,
  p,
  raw,
  ul,
} from "../ml/mod.ts";
import { faultPage } from "./_fault_page.ts";
import { randomId } from "./_random_id.ts";
import { defaultErrorPage, type ErrorInfo } from "./error_page.ts";
import type { SiteOptions } from "./site_options.ts";

const SCRIPT_NAME = "development.js";
const RUN_NAME = "development";

/**
 * Asks for the name of the server's run. The answer has no end as long as the server
 * runs; when it has one, the next to answer is another run, and the page is old. A
 * hidden page lets go: browsers have few connections for one server.
 */
const SCRIPT = `(async () => {
  const url = new URL("${RUN_NAME}", document.currentScript.src);
  let run, attempt;
  document.addEventListener("visibilitychange", () => attempt.abort());
  for (;;) {
    attempt = new AbortController();
    try {
      if (!document.hidden) {
        const response = await fetch(url, { signal: attempt.signal });
        const now = response.headers.get("tpd2-build");
        if (run && now && run !== now) location.reload();
        run = now ?? run;
        await response.text();
      }
    } catch { /* It is being started, or nobody looks. */ }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
})();
`;

const SCRIPT_FIELDS = new FieldBlock([
  ["content-type", "text/javascript; charset=utf-8"],
  ["cache-control", "no-store"],
]);

/** What {@linkcode develop} makes of a site's options. */
export interface Developed {
  /** The options that the site goes by. */
  readonly options: SiteOptions;
  /** What it has besides its pages, by the names of the endpoints. */
  readonly endpoints: readonly [name: string, handler: Handler][];
  /** Judges whether it is safe to be served so. */
  readonly dangers: (exposure: Exposure) => readonly string[];
}

/**
 * Gives a site what it has while it is being worked on, if it is.
 *
 * @param options What the site was made with.
 * @param paths Tells the paths of the site, when it is asked.
 */
export function develop(
  options: SiteOptions,
  paths: () => string[],
): Developed {
  return {
    options: withDevelopment(options, paths),
    endpoints: endpointsOf(options),
    dangers: (exposure) => dangersOf(options, exposure),
  };
}

function endpointsOf(
  options: SiteOptions,
): readonly [name: string, handler: Handler][] {
  if (!options.development) return [];
  const run = randomId(6);
  return [
    [SCRIPT_NAME, () => reply(SCRIPT, { fields: SCRIPT_FIELDS })],
    [
      RUN_NAME,
      () =>
        eventStream((stream) => void stream.send({ data: run }), {
          extra: [["tpd2-build", run]],
        }),
    ],
  ];
}

/**
 * Options of a site under development: its pages load themselves again when
 * the server was started anew, and error pages show what a fault was, and what there
 * is where nothing was found.
 */
function withDevelopment(
  options: SiteOptions,
  paths: () => string[],
): SiteOptions {
  const { development, head, prefix = "/_tpd2/" } = options;
  if (!development) return options;
  const reloader = raw(`<script src="${prefix}${SCRIPT_NAME}" defer></script>`);
  const { errorPage = (info) => withPaths(info, paths(), prefix) } = options;
  const { readSource } = development === true ? {} : development;
  return {
    ...options,
    head: typeof head === "function"
      ? (context) => [head(context), reloader]
      : [head, reloader],
    errorPage: (info, context) =>
      info.status === 500 && !(info.error instanceof HttpError)
        ? faultPage(info.error, { exchange: context.exchange, readSource })
        : errorPage(info, context),
  };
}

/** The usual error page; where nothing was found, with what there is. */
function withPaths(
  info: ErrorInfo,
  paths: readonly string[],
  prefix: string,
): Child {
  const own = paths.filter((path) => !path.startsWith(prefix));
  if (info.status !== 404 || own.length === 0) return defaultErrorPage(info);
  return [
    defaultErrorPage(info),
    p("The site is under development. It has:"),
    ul(
      own.map((path) =>
        li(/[:*]/.test(path) ? code(path) : a({ href: path }, path))
      ),
    ),
  ];
}

function dangersOf(
  options: SiteOptions,
  { isPublic, isSecure, trustsProxies }: Exposure,
): string[] {
  const dangers: string[] = [];
  if (!isPublic) return dangers;
  if (options.development) {
    dangers.push(
      "the site is under development and shows its source to everybody who can " +
        "reach it: leave `development` out, or listen on 127.0.0.1",
    );
  } else if (isDevelopment()) {
    dangers.push(
      "markup is checked while it is made, which takes time, and a bad link throws: " +
        "call setDevelopment(false) where visitors come",
    );
  }
  if (!isSecure && !trustsProxies && !options.baseUrl?.startsWith("https:")) {
    dangers.push(
      "cookies travel unencrypted, so whoever listens can act as a visitor: give " +
        "`cert` and `key`, or `baseUrl` and `trustedProxies` if a proxy speaks TLS",
    );
  }
  return dangers;
}
