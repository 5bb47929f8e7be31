// Copyright 2026 the tpd2 authors. MIT license.

/** The data of the benchmarks, and each page written by hand: the measure for all that follows. */

/** A row of the table, as in the "fortunes" test of the TechEmpower benchmarks. */
export interface Row {
  readonly id: number;
  readonly message: string;
}

export const rows: readonly Row[] = [
  { id: 1, message: "fortune: No such file or directory" },
  {
    id: 2,
    message:
      "A computer scientist is someone who fixes things that aren't broken.",
  },
  { id: 3, message: "After enough decimal places, nobody gives a damn." },
  {
    id: 4,
    message: "A bad random number generator: 1, 1, 1, 1, 1, 4.33e+67, 1, 1, 1",
  },
  {
    id: 5,
    message:
      "A computer program does what you tell it to do, not what you want it to do.",
  },
  { id: 6, message: "Emacs is a nice operating system, but I prefer UNIX." },
  { id: 7, message: "Any program that runs right is obsolete." },
  { id: 8, message: "A list is only as strong as its weakest link." },
  { id: 9, message: "Feature: A bug with seniority." },
  { id: 10, message: "Computers make very fast, very accurate mistakes." },
  {
    id: 11,
    message:
      `<script>alert("This should not be displayed in a browser alert box.");</script>`,
  },
  { id: 12, message: "フレームワークのベンチマーク" },
];

/** 500 values, one in ten of which needs escaping. */
export const values: readonly string[] = Array.from(
  { length: 500 },
  (_, index) =>
    index % 10 === 0
      ? `Tom & "Jerry" <${index}>`
      : `plain value number ${index}`,
);

const SPECIAL = /["&'<>]/;
const ENTITIES: Readonly<Record<string, string>> = {
  '"': "&#34;",
  "&": "&amp;",
  "'": "&#39;",
  "<": "&lt;",
  ">": "&gt;",
};

/** What a careful person would write by hand. */
export function escapeByHand(text: string): string {
  return SPECIAL.test(text)
    ? text.replace(/["&'<>]/g, (char) => ENTITIES[char]!)
    : text;
}

export function helloByHand(name: string): string {
  return `<h1>Hello ${escapeByHand(name)}</h1>`;
}

export function tableByHand(): string {
  let out = "";
  for (const { id, message } of rows) {
    out += `<tr><td>${id}</td><td>${escapeByHand(message)}</td></tr>`;
  }
  return `<!DOCTYPE html><html><head><title>Fortunes</title></head><body><table><tr><th>id</th><th>message</th></tr>${out}</table></body></html>`;
}

export function pageByHand(): string {
  let out = "";
  for (const value of values) {
    out += `<li class="item"><b>Item</b> ${escapeByHand(value)}</li>`;
  }
  return `<!DOCTYPE html><html><head><title>Items</title></head><body><h1>Items</h1><ul>${out}</ul></body></html>`;
}
