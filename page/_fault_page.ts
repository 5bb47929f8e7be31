// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Exchange } from "../http/exchange.ts";
import { type Child, code, h1, h2, mark, p, pre } from "../ml/mod.ts";
import type { DevelopmentOptions } from "./development_options.ts";

/** A place in the source that a stack names. */
interface Place {
  readonly url: string;
  readonly line: number;
}

/** Where our own modules are: the fault is more likely in the modules of others. */
const OURS = new URL("../", import.meta.url).href;

const PLACE = /((?:file|https?):\/\/[^\s()]+?):(\d+):\d+\)?$/gm;

/** How many lines are shown before and after the one at fault. */
const AROUND = 4;

/** How many causes behind an error are shown. */
const MAX_CAUSES = 5;

/** What {@linkcode faultPage} is told besides the fault. */
export interface FaultPageOptions {
  readonly exchange: Exchange;
  readonly readSource: DevelopmentOptions["readSource"] | undefined;
}

/** Shows a fault to who wrote the site: what it was, where, and the lines around. */
export async function faultPage(
  fault: unknown,
  { exchange, readSource }: FaultPageOptions,
): Promise<Child[]> {
  const { method, path } = exchange;
  const place = placeOf(fault);
  return [
    h1(nameOf(fault)),
    p(messageOf(fault)),
    place !== undefined && await excerpt(place, readSource),
    h2("Stack"),
    pre(code(stackOf(fault))),
    causesOf(fault).map((cause) => [
      h2("Caused by"),
      pre(code(stackOf(cause))),
    ]),
    p(
      "This happened while ",
      code(`${method} ${path}`),
      " was answered. Visitors see this page only as long as the site has the option ",
      code("development"),
      ".",
    ),
  ];
}

function nameOf(fault: unknown): string {
  return fault instanceof Error ? fault.name : "Thrown";
}

function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}

function stackOf(fault: unknown): string {
  return fault instanceof Error && fault.stack || messageOf(fault);
}

function causesOf(fault: unknown): unknown[] {
  const causes: unknown[] = [];
  let cause = fault instanceof Error ? fault.cause : undefined;
  while (cause !== undefined && causes.length < MAX_CAUSES) {
    causes.push(cause);
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return causes;
}

/** The innermost place that is not ours; ours where there is no other. */
function placeOf(fault: unknown): Place | undefined {
  const places = [...stackOf(fault).matchAll(PLACE)]
    .map(([, url, line]): Place => ({ url: url!, line: Number(line) }));
  return places.find(({ url }) => !url.startsWith(OURS)) ?? places[0];
}

async function excerpt(
  { url, line }: Place,
  readSource: DevelopmentOptions["readSource"] | undefined,
): Promise<Child[] | null> {
  let source: string;
  try {
    if (readSource === undefined) return null;
    source = await readSource(new URL(url));
  } catch {
    // The stack says as much as there is to know.
    return null;
  }
  const lines = source.split("\n");
  const first = Math.max(1, line - AROUND);
  const shown = lines.slice(first - 1, line + AROUND);
  const width = String(first + shown.length - 1).length;
  return [
    p(code(`${url}:${line}`)),
    pre(code(shown.map((text, index) => {
      const number = first + index;
      const numbered = `${String(number).padStart(width)} ${text}\n`;
      return number === line ? mark(numbered) : numbered;
    }))),
  ];
}
