// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** RFC 9110 section 5.6.2: `token = 1*tchar`. */
export const TOKEN_REGEXP: RegExp = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/**
 * RFC 9110 section 5.5: what a field value that we send may hold. Narrower
 * than the grammar on purpose: no control character but the tab, and nothing
 * above Latin-1, since each character leaves as one byte.
 */
export const FIELD_VALUE_REGEXP: RegExp = /^[\t\x20-\x7e\x80-\xff]*$/;
