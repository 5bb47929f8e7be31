// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { reasonOf } from "./_status.ts";
import type { Field } from "./field_block.ts";
import { type Reply, TEXT_FIELDS } from "./reply.ts";

/** A refusal in plain text, for what no site answers with a page of its own. */
export function refusalOf(
  status: number,
  message: string,
  fields: readonly Field[] = [],
): Reply {
  const reason = reasonOf(status);
  const body = message === ""
    ? `${status} ${reason}\n`
    : `${status} ${reason}: ${message}\n`;
  return {
    status,
    fields: TEXT_FIELDS,
    extra: fields.length === 0 ? null : fields,
    body,
  };
}
