// Copyright 2026 the tpd2 authors. MIT license.

/**
 * tpd2: small dynamic pages, and small fragments to many clients, fast.
 *
 * @module
 */

export { HttpError } from "./http/mod.ts";
