// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** `boundary` of RFC 2046 section 5.1.1, as a token or quoted. */
const BOUNDARY_REGEXP =
  /;[ \t]*boundary=(?:"([\w'()+,\-./:=? ]{0,69}[\w'()+,\-./:=?])"|([\w'+\-.]{1,70}))[ \t]*(?:;|$)/i;

/** One parameter of `content-disposition`: a token, or a quoted string. */
const PARAMETER_REGEXP =
  /;[ \t]*([A-Za-z0-9*_-]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s";,]+))[ \t]*/gy;

const ESCAPES: Readonly<Record<string, string>> = {
  "%22": '"',
  "%0D": "\r",
  "%0A": "\n",
  '\\"': '"',
  "\\\\": "\\",
};

/** What a part says of itself. */
export interface PartDisposition {
  name: string;
  fileName: string | null;
}

/** The boundary that a content type names; null if there is none, or no good one. */
export function boundaryOf(contentType: string): string | null {
  const match = BOUNDARY_REGEXP.exec(contentType);
  return match === null ? null : match[1] ?? match[2]!;
}

/**
 * Reads the `content-disposition` of a part (RFC 7578 section 4.2): `form-data`
 * with one name and at most one file name. `filename*` is not for forms, and
 * ignored. Null if it is malformed, or says something twice.
 */
export function parseDisposition(value: string): PartDisposition | null {
  const kind = /^form-data[ \t]*(?=;)/i.exec(value);
  if (kind === null) return null;
  const found = new Map<string, string>();
  PARAMETER_REGEXP.lastIndex = kind[0].length;
  let end = kind[0].length;
  while (end < value.length) {
    const match = PARAMETER_REGEXP.exec(value);
    if (match === null) return null;
    const name = match[1]!.toLowerCase();
    if (found.has(name)) return null;
    found.set(name, match[3] ?? unescape(match[2]!));
    end = PARAMETER_REGEXP.lastIndex;
  }
  const name = found.get("name");
  if (name === undefined) return null;
  const fileName = found.get("filename");
  return { name, fileName: fileName === undefined ? null : baseOf(fileName) };
}

/** Browsers write three characters as escapes (HTML standard); others use backslashes. */
function unescape(text: string): string {
  return text.replace(
    /%22|%0D|%0A|\\["\\]/gi,
    (escape) => ESCAPES[escape.toUpperCase()]!,
  );
}

/** The last part of a path, without control characters: some clients send all of it. */
function baseOf(path: string): string {
  const base = path.slice(
    Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1,
  );
  // deno-lint-ignore no-control-regex
  return base.replace(/[\0-\x1f\x7f]/g, "");
}
