// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { addressSet } from "../http/mod.ts";
import type { Moderation } from "./comment.ts";
import { UsageError } from "./_option_table.ts";

/** The files of certificate and key. */
export interface TlsFiles {
  /** The certificate chain, in PEM. */
  cert: string;
  /** Its private key, in PEM. */
  key: string;
}

/** Where a line for each request goes. */
export interface LogOptions {
  /** The file; `null` for the standard output. */
  file: string | null;
  /** How a line is written. */
  format: "combined" | "json";
}

export function parseModeration(text: string | undefined): Moderation {
  const modes: readonly Moderation[] = ["first", "all", "none"];
  const mode = modes.find((mode) => mode === (text ?? "first"));
  if (mode !== undefined) return mode;
  throw new UsageError(
    `Cannot use moderation ${text}: give first, all or none`,
  );
}

export function parsePort(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (port <= 65535) return port;
  throw new UsageError(
    `Cannot use port ${text}: give a whole number from 0 to 65535`,
  );
}

export function parseBaseUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  const plain = url !== null && /^https?:$/.test(url.protocol) &&
    url.pathname === "/" && url.search === "" && url.hash === "" &&
    url.username === "" && url.password === "";
  if (plain) return url.origin;
  throw new UsageError(
    `Cannot use base URL ${text}: give scheme and host alone, as in https://blog.example`,
  );
}

export function parseProxies(text: string | undefined): string[] {
  const proxies = (text ?? "").split(",").map((part) => part.trim())
    .filter((part) => part !== "");
  try {
    addressSet(proxies);
  } catch (cause) {
    throw new UsageError(
      `Cannot trust proxies ${text}: give their addresses, as in 127.0.0.1,10.0.0.0/8`,
      { cause },
    );
  }
  return proxies;
}

export function parseTls(
  cert: string | undefined,
  key: string | undefined,
): TlsFiles | undefined {
  if (cert === undefined && key === undefined) return undefined;
  if (cert !== undefined && key !== undefined) return { cert, key };
  throw new UsageError(
    `Cannot serve https: it takes both --tls-cert and --tls-key, and --${
      cert === undefined ? "tls-cert" : "tls-key"
    } is absent`,
  );
}

export function parseLang(text: string | undefined, otherwise: string): string {
  if (text === undefined) return otherwise;
  if (/^[A-Za-z]{2,8}(?:-[A-Za-z\d]{1,8})*$/.test(text)) return text;
  throw new UsageError(
    `Cannot use language ${text}: give a tag such as en or pt-BR`,
  );
}

export function parseHub(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol)) return url.href;
  throw new UsageError(
    `Cannot use hub ${text}: give its URL, as in https://hub.example/`,
  );
}

/** A pattern that tells entries apart. */
export function parsePermalink(text: string | undefined): string | undefined {
  if (
    text === undefined || /^(?:date|pretty|none)$/.test(text) ||
    /^\/[^?#\\\s]*:(?:title|slug|filename|contentbasename)\b[^?#\\\s]*$/.test(
      text,
    )
  ) return text;
  throw new UsageError(
    `Cannot use permalink ${text}: give a path with :title in it, as in /:year/:month/:day/:title/`,
  );
}

export function parseLog(
  file: string | undefined,
  format: string | undefined,
): LogOptions | undefined {
  if (format !== undefined && format !== "combined" && format !== "json") {
    throw new UsageError(
      `Cannot use log format ${format}: give combined or json`,
    );
  }
  if (file !== undefined) {
    return { file: file === "-" ? null : file, format: format ?? "combined" };
  }
  if (format === undefined) return undefined;
  throw new UsageError(
    "Cannot use --log-format: there is no --log, so say where the lines go",
  );
}
