// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Exchange } from "../http/exchange.ts";
import {
  BROKEN,
  FILE,
  findParameters,
  type Given,
  keep,
} from "./_urlencoded.ts";
import { TAB } from "./_sessions.ts";
import { ParameterError, type ParameterProblem } from "./parameter_error.ts";
import type { Parameter, ParameterSet } from "./parameter.ts";
import type {
  StandardSchema,
  StandardSchemaResult,
} from "./standard_schema.ts";
import { string } from "./string.ts";

/** The values of a page's parameters, by name. */
export type Values = Record<string, unknown>;

const URLENCODED_REGEXP = /^application\/x-www-form-urlencoded[ \t]*(?:;|$)/i;
const MULTIPART_REGEXP = /^multipart\/form-data[ \t]*;/i;

/** The names of a pattern that stand for whole segments: see `PathNames`. */
const PATH_NAME_REGEXP = /\/(?:\*\*)?:([A-Za-z_]\w*)(?=\/|$)/g;

/**
 * Reads the parameters of one page: from the path, then from a form, then from
 * the query, whichever names a parameter first.
 */
export class ParameterReader {
  readonly #names: readonly string[];
  readonly #parameters: readonly (Parameter<unknown> | StandardSchema)[];
  readonly #maxCount: number;

  constructor(path: string, set: ParameterSet, maxCount: number) {
    const all: Record<string, ParameterSet[string]> = { ...set };
    for (const [, name] of path.matchAll(PATH_NAME_REGEXP)) {
      all[name!] ??= string();
    }
    this.#names = Object.keys(all);
    this.#parameters = Object.values(all) as Parameter<unknown>[];
    this.#maxCount = maxCount;
    if (this.#names.includes("__proto__")) {
      throw new TypeError('Cannot name a parameter "__proto__"');
    }
    if (Object.hasOwn(set, TAB)) {
      throw new TypeError(
        `Cannot name a parameter "${TAB}": frames are known by it`,
      );
    }
  }

  /** The values; a promise only where a form or a schema needs one. */
  read(exchange: Exchange): Values | Promise<Values> {
    if (this.#names.length === 0) return {};
    if (
      exchange.method !== "GET" && exchange.method !== "HEAD" &&
      exchange.body.present
    ) {
      return this.#readForm(exchange);
    }
    return this.#readWith(exchange, null);
  }

  /** The values of the query alone: what the path is called by is none of theirs. */
  readQuery(exchange: Exchange): Values | Promise<Values> {
    return this.#convert(this.#fromQuery(exchange));
  }

  async #readForm(exchange: Exchange): Promise<Values> {
    const type = exchange.field("content-type") ?? "";
    const given = this.#nothing();
    if (URLENCODED_REGEXP.test(type)) {
      const text = await exchange.body.text();
      findParameters(text, this.#names, given, this.#maxCount);
    } else if (MULTIPART_REGEXP.test(type)) {
      for (const [name, value] of await exchange.body.form()) {
        const index = this.#names.indexOf(name);
        if (index !== -1) {
          keep(given, index, typeof value === "string" ? value : FILE);
        }
      }
    }
    return this.#readWith(exchange, given);
  }

  #readWith(
    exchange: Exchange,
    form: Given[] | null,
  ): Values | Promise<Values> {
    const given = this.#fromQuery(exchange);
    const { params } = exchange;
    for (let index = 0; index < given.length; index++) {
      const name = this.#names[index]!;
      if (Object.hasOwn(params, name)) given[index] = params[name];
      else if (form !== null && form[index] !== undefined) {
        given[index] = form[index];
      }
    }
    return this.#convert(given);
  }

  #fromQuery({ query }: Exchange): Given[] {
    const given = this.#nothing();
    if (query !== "") {
      findParameters(query, this.#names, given, this.#maxCount);
    }
    return given;
  }

  #nothing(): Given[] {
    const given: Given[] = [];
    for (let index = 0; index < this.#names.length; index++) {
      given.push(undefined);
    }
    return given;
  }

  #convert(given: readonly Given[]): Values | Promise<Values> {
    const values: Values = {};
    let problems: ParameterProblem[] | null = null;
    let pending: Promise<void>[] | null = null;
    for (let index = 0; index < given.length; index++) {
      const name = this.#names[index]!;
      const parameter = this.#parameters[index]!;
      try {
        if (!("~standard" in parameter)) {
          const value = given[index];
          values[name] = parameter.parse(
            typeof value === "string" || value === undefined
              ? value
              : checkGiven(value, parameter.multiple),
          );
          continue;
        }
        const result = parameter["~standard"].validate(
          checkGiven(given[index], false),
        );
        if (!(result instanceof Promise)) {
          values[name] = valueOf(result);
          continue;
        }
        // The place is taken now, so that names keep their order.
        values[name] = undefined;
        (pending ??= []).push(
          result.then(
            (result) => void (values[name] = valueOf(result)),
          ).catch((error) =>
            void (problems ??= []).push(problemOf(name, error))
          ),
        );
      } catch (error) {
        (problems ??= []).push(problemOf(name, error));
      }
    }
    if (pending !== null) {
      return Promise.all(pending).then(() => finish(values, problems));
    }
    return finish(values, problems);
  }
}

function finish(values: Values, problems: ParameterProblem[] | null): Values {
  if (problems !== null) throw new ParameterError(problems);
  return values;
}

/** Refuses what no parameter can be, and lists where one value is wanted. */
function checkGiven(
  value: Given,
  multiple: boolean,
): string | string[] | undefined {
  if (value === BROKEN) {
    throw new SyntaxError("has broken escapes or is not UTF-8");
  }
  if (value === FILE) throw new SyntaxError("must be text, not a file");
  if (Array.isArray(value) && !multiple) {
    throw new SyntaxError("must be given only once");
  }
  return value;
}

function valueOf(result: StandardSchemaResult<unknown>): unknown {
  if (result.issues === undefined) return result.value;
  const messages = result.issues.map(({ message }) => message);
  throw new SyntaxError(`is refused: ${messages.join("; ")}`);
}

/** What a parameter threw, if it was about the value; other errors are faults. */
function problemOf(name: string, error: unknown): ParameterProblem {
  if (error instanceof SyntaxError || error instanceof RangeError) {
    return { name, message: error.message };
  }
  throw error;
}
