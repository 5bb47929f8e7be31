// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * Functions from handler to handler, for what a plain function in the handler
 * would not do.
 *
 * ```ts
 * import { basicAuth, reply, securityFields, timeout } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const handler = securityFields(
 *   basicAuth(
 *     timeout(() => reply("secret"), { after: 1000 }),
 *     { users: { ada: "lovelace" } },
 *   ),
 * );
 * assertEquals(typeof handler, "function");
 * ```
 *
 * @module
 */

export * from "./basic_auth.ts";
export * from "./body_limit.ts";
export * from "./cors.ts";
export * from "./security_fields.ts";
export * from "./timeout.ts";
