// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Handler } from "../http/exchange.ts";
import { FieldBlock } from "../http/field_block.ts";
import { reply } from "../http/reply.ts";
import { CLIENT, CLIENT_HASH } from "./_client.ts";

/** The name of the browser client below a site's endpoints: another client, another name. */
export const CLIENT_NAME: string = `client.${CLIENT_HASH}.js`;

const FIELDS = new FieldBlock([
  ["content-type", "text/javascript; charset=utf-8"],
  ["cache-control", "public, max-age=31536000, immutable"],
]);

/** Answers with the client. */
export const clientHandler: Handler = () => reply(CLIENT, { fields: FIELDS });

/** The element that runs the client when the page is there. */
export function clientSource(prefix: string): string {
  return `<script src="${prefix}${CLIENT_NAME}" defer></script>`;
}
