// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Answer, type Exchange, HttpError } from "../http/exchange.ts";
import type { FieldBlock } from "../http/field_block.ts";
import { HTML_FIELDS, reply, TEXT_FIELDS } from "../http/reply.ts";
import { PageHandler, type Shared } from "./_page_handler.ts";
import { ParameterReader } from "./_parameter_reader.ts";
import type { PageContext } from "./context.ts";
import { defaultErrorPage, type ErrorInfo, errorInfo } from "./error_page.ts";
import type { PageResult } from "./page.ts";

/** What a site says about errors. */
export interface ErrorPagesOptions {
  errorPage?: (
    info: ErrorInfo,
    context: PageContext,
  ) => PageResult | Promise<PageResult>;
  onError?: (error: unknown, exchange: Exchange | null) => void;
}

const NO_PARAMETERS = new ParameterReader("", {}, 0);

/** The error pages of a site. */
export class ErrorPages {
  readonly #shared: Shared;
  readonly #block: FieldBlock;
  readonly #render: (
    info: ErrorInfo,
    context: PageContext,
  ) => PageResult | Promise<PageResult>;
  readonly #onError: (error: unknown, exchange: Exchange | null) => void;

  constructor(shared: Shared, options: ErrorPagesOptions) {
    this.#shared = shared;
    this.#block = shared.security.secure(
      HTML_FIELDS.with([["cache-control", "no-store"]]),
    );
    this.#render = options.errorPage ?? defaultErrorPage;
    this.#onError = options.onError ?? ((error) => console.error(error));
  }

  /** The answer that an error becomes. */
  answer(error: unknown, exchange: Exchange): Answer | Promise<Answer> {
    const known = error instanceof HttpError ? error : undefined;
    if (known === undefined) this.#report(error, exchange);
    const info = errorInfo(error, known);
    try {
      const answer = this.#page(info, known).handle(exchange);
      return answer instanceof Promise
        ? answer.catch((fault) => this.#plain(info, fault, exchange))
        : answer;
    } catch (fault) {
      return this.#plain(info, fault, exchange);
    }
  }

  /** A page like any other, so that layout, nonce and security fields are its too. */
  #page(info: ErrorInfo, known: HttpError | undefined): PageHandler {
    return new PageHandler(this.#shared, {
      reader: NO_PARAMETERS,
      block: this.#block,
      isReplaceable: false,
      title: info.title,
      render: (_values, context) => {
        context.status = info.status;
        for (const [name, value] of known?.fields ?? []) {
          context.addField(name, value);
        }
        return this.#render(info, context);
      },
    });
  }

  /** The last resort, when the error page itself fails. */
  #plain(info: ErrorInfo, fault: unknown, exchange: Exchange): Answer {
    this.#report(fault, exchange);
    return reply(`${info.title}\n`, {
      status: info.status,
      fields: this.#shared.security.secure(TEXT_FIELDS),
    });
  }

  #report(error: unknown, exchange: Exchange): void {
    try {
      this.#onError(error, exchange);
    } catch (fault) {
      console.error(fault);
    }
  }
}
