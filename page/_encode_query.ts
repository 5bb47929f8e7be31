// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** A query with some values, question mark included; empty where there are none. */
export function encodeQuery(
  values: Readonly<Record<string, string | number | boolean | undefined>>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) query.append(name, String(value));
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}
