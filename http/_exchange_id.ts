// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** What ids that proxies give may look like: safe in any log. */
const ID_REGEXP = /^[\w.:+/=-]{1,128}$/;

let prefix = "";
let count = 0;

/** An id that no other exchange of this process has, and hardly one of another. */
export function nextExchangeId(): string {
  if (prefix === "") {
    const random = crypto.getRandomValues(new Uint32Array(2));
    prefix = [...random].map((number) => number.toString(36)).join("");
  }
  return `${prefix}-${(++count).toString(36)}`;
}

/** Whether an id from elsewhere may be taken over. */
export function isExchangeId(text: string | null): text is string {
  return text !== null && ID_REGEXP.test(text);
}
