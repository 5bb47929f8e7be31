// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Answer } from "./exchange.ts";
import { CONNECTION_FIELDS, type Field } from "./field_block.ts";
import { NO_FIELDS, type Reply } from "./reply.ts";

/** Status and fields of a `Response`, without its content. */
export function headOf({ status, headers }: Response): Reply {
  return { status, fields: NO_FIELDS, extra: fieldsOf(headers), body: null };
}

/**
 * The fields of a `Response` that it may decide; framing and date are the
 * connection's, whatever the response claims.
 */
function fieldsOf(headers: Headers): Field[] {
  const fields: Field[] = [];
  for (const [name, value] of headers) {
    if (!CONNECTION_FIELDS.has(name)) fields.push([name, value]);
  }
  return fields;
}

/** An answer that nobody will read lets go of what it holds. */
export function dropAnswer(answer: Answer): void {
  const { body } = answer;
  if (body instanceof ReadableStream) body.cancel().catch(() => {});
}
