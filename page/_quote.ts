// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** Quotes text for a person to recognise, cut off where it is long. */
export function quote(text: string): string {
  return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;
}
