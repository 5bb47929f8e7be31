// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { ParameterOptions } from "./parameter.ts";

/** The value of a parameter that was not given. */
export function absent<T>(options: ParameterOptions<T>): T {
  if (options.default === undefined) throw new SyntaxError("is missing");
  return options.default;
}

/** Tells an object of options from a default that is a scalar, `null` or a date. */
export function optionsOf<Options extends ParameterOptions<Default>, Default>(
  first: Default | Options | undefined,
  options: Options,
): Options {
  if (first === undefined) return options;
  if (
    typeof first === "object" && first !== null && !(first instanceof Date)
  ) return first as Options;
  return { ...options, default: first as Default };
}
