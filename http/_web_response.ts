// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { CONNECTION_FIELDS, type Field } from "./field_block.ts";

/**
 * The fields of a `Response` that it may decide; framing and date are the
 * connection's, whatever the response claims.
 */
export function fieldsOf(headers: Headers): Field[] {
  const fields: Field[] = [];
  for (const [name, value] of headers) {
    if (!CONNECTION_FIELDS.has(name)) fields.push([name, value]);
  }
  return fields;
}
