// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { HttpError } from "../http/exchange.ts";
import { ActionExpiredError } from "./action_error.ts";
import { a, type Child, code, h1, li, p, ul } from "../ml/mod.ts";
import { FormError } from "./form_error.ts";
import type { ParameterProblem } from "./parameter_error.ts";

/** What an error page is about. */
export interface ErrorInfo {
  /** The status code, 400 to 599. */
  readonly status: number;
  /** What the status means, in a few words: `Not found`. */
  readonly title: string;
  /** What went wrong, for the visitor to read. */
  readonly message: string;
  /** What is wrong with the parameters, where it is they. */
  readonly problems: readonly ParameterProblem[];
  /**
   * The error itself. Of a fault of the site (500) nothing but the message above
   * should be shown.
   */
  readonly error: unknown;
}

/** RFC 9110 section 15, in the words of a page. */
const TITLES: Readonly<Record<number, string>> = {
  400: "Bad request",
  401: "Not logged in",
  403: "Not allowed",
  404: "Not found",
  405: "Method not allowed",
  406: "Not acceptable",
  408: "Request timeout",
  409: "Conflict",
  410: "Expired",
  412: "Precondition failed",
  413: "Content too large",
  414: "Address too long",
  415: "Unsupported media type",
  422: "Content cannot be processed",
  429: "Too many requests",
  431: "Header too large",
  500: "Internal error",
  501: "Not implemented",
  503: "Service unavailable",
};

/**
 * What a status code means, in a few words.
 *
 * @param status The status code, 400 to 599.
 * @returns The title of its page.
 *
 * @example Usage
 * ```ts
 * import { errorTitle } from "@tpd2/tpd2/page";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(errorTitle(404), "Not found");
 * ```
 */
export function errorTitle(status: number): string {
  return TITLES[status] ?? TITLES[status < 500 ? 400 : 500]!;
}

/**
 * The content of the error page that a site has unless it makes its own.
 *
 * @param info What went wrong.
 * @returns The content, for the layout to go around.
 *
 * @example Usage
 * ```ts
 * import { defaultErrorPage } from "@tpd2/tpd2/page";
 * import { renderToString } from "@tpd2/tpd2/ml";
 * import { assertEquals } from "@std/assert";
 *
 * const content = defaultErrorPage({
 *   status: 404,
 *   title: "Not found",
 *   message: "There is nothing at /x",
 *   problems: [],
 *   error: undefined,
 * });
 * assertEquals(
 *   renderToString(content),
 *   "<h1>Not found</h1><p>There is nothing at /x.</p>",
 * );
 * ```
 */
export function defaultErrorPage(info: ErrorInfo): Child {
  const { title, message, problems, error } = info;
  if (error instanceof FormError) {
    return [
      h1(title),
      error.form,
      p(a({ href: error.location }, "Back to the page")),
    ];
  }
  if (error instanceof ActionExpiredError) {
    return [
      h1(title),
      p(message, "."),
      p(a({ href: error.location }, "Go to the page as it is now")),
    ];
  }
  if (problems.length === 0) {
    return [h1(title), p(message, /[.!?]$/.test(message) ? "" : ".")];
  }
  return [
    h1(title),
    p("This page cannot be shown, because of what it was asked for:"),
    ul(problems.map(({ name, message }) => li(code(name), " ", message, "."))),
  ];
}

/** What is told of an error that is none of the visitor's business. */
const INTERNAL = "Something went wrong here, and it was not your doing";

/** What an error page may say about an error. */
export function errorInfo(
  error: unknown,
  known: HttpError | undefined,
): ErrorInfo {
  const status = known?.status ?? 500;
  return {
    status,
    title: errorTitle(status),
    message: known?.message ?? INTERNAL,
    problems: (known as { problems?: readonly ParameterProblem[] } | undefined)
      ?.problems ?? [],
    error,
  };
}
