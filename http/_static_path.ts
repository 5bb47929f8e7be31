// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { HttpError } from "./exchange.ts";

/** What separates segments on some system, escaped; an escaped escape stays harmless. */
const ESCAPED_SEPARATOR_REGEXP = /%2f|%5c/i;

/** Control characters, and what separates segments on Windows. */
// deno-lint-ignore no-control-regex
const FORBIDDEN_REGEXP = /[\0-\x1f\x7f\\]/;

/** What Windows reads as a stream, a drive or the same name as another. */
const WINDOWS_REGEXP = /:|[. ]$/;

/** The longest name of a file that systems in use allow, in bytes. */
const MAX_SEGMENT_SIZE = 255;
/** The deepest path that is looked at. */
const MAX_SEGMENTS = 64;

/** Where a request's path leads below the root. */
export interface StaticPath {
  /** Names of folders and a file, decoded; none for the root itself. */
  readonly segments: readonly string[];
  /** Whether a slash is at the end, so that a folder is meant. */
  readonly folder: boolean;
}

/** Options of {@linkcode resolveStaticPath}. */
export interface ResolveStaticPathOptions {
  /** Whether names that begin with a dot may be reached. */
  dotFiles: boolean;
  /** Whether the files are on Windows. */
  windows: boolean;
}

/**
 * Takes the part of a raw path that lies below the root and decodes it, once.
 * Returns null for what cannot name anything that may be served: climbing,
 * hidden, empty, or with a separator that is not one here.
 *
 * @throws {HttpError} 400 if an escape is broken.
 */
export function resolveStaticPath(
  raw: string | null,
  options: ResolveStaticPathOptions,
): StaticPath | null {
  if (raw === null) return null;
  const pieces = raw.split("/");
  const folder = pieces.at(-1) === "";
  if (folder) pieces.pop();
  if (pieces.length > MAX_SEGMENTS) return null;
  const segments: string[] = [];
  for (const piece of pieces) {
    if (ESCAPED_SEPARATOR_REGEXP.test(piece)) return null;
    const segment = decode(piece);
    if (!isServable(segment, options)) return null;
    segments.push(segment);
  }
  return { segments, folder: folder || segments.length === 0 };
}

function isServable(
  segment: string,
  { dotFiles, windows }: ResolveStaticPathOptions,
): boolean {
  if (segment === "" || segment === "." || segment === "..") return false;
  if (segment.startsWith(".") && !dotFiles) return false;
  if (FORBIDDEN_REGEXP.test(segment)) return false;
  if (windows && WINDOWS_REGEXP.test(segment)) return false;
  return new TextEncoder().encode(segment).length <= MAX_SEGMENT_SIZE;
}

function decode(piece: string): string {
  try {
    return decodeURIComponent(piece);
  } catch (error) {
    throw new HttpError(
      400,
      "Cannot read the path: an escape is broken or is not UTF-8",
      { cause: error },
    );
  }
}

/** The path of a request target, raw: origin-form or absolute-form. */
export function rawPathOf(target: string): string {
  let start = 0;
  if (!target.startsWith("/")) {
    const scheme = target.indexOf("://");
    start = scheme === -1 ? -1 : target.indexOf("/", scheme + 3);
    if (start === -1) return "/";
  }
  const mark = target.indexOf("?", start);
  return mark === -1 ? target.slice(start) : target.slice(start, mark);
}

/**
 * The last segments of a raw path: as many as a decoded rest of it has.
 * Decoding makes no separators, so both have the same; but a router may have
 * taken the last slash off. Returns null where there are empty segments.
 */
export function rawRest(rawPath: string, rest: string): string | null {
  if (rawPath.includes("//")) return null;
  let count = rawPath.endsWith("/") && rest !== "" && !rest.endsWith("/")
    ? 2
    : 1;
  for (const character of rest) if (character === "/") count++;
  return rawPath.split("/").slice(-count).join("/");
}
