// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { HttpError } from "../exchange.ts";
import type { Field } from "../field_block.ts";

/** The same refusal with more fields. */
export function refusalWith(
  error: HttpError,
  fields: readonly Field[],
): HttpError {
  const names = new Set(fields.map(([name]) => name));
  return new HttpError(error.status, error.message, {
    cause: error,
    fields: [
      ...error.fields.filter(([name]) => !names.has(name.toLowerCase())),
      ...fields,
    ],
  });
}
