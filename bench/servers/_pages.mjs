// Copyright 2026 the tpd2 authors. MIT license.

// The pages that the peers serve, by hand: the fastest that escapes, so that
// what is compared is the server.

import { readFileSync } from "node:fs";

const fortunes = JSON.parse(
  readFileSync(new URL("./_fortunes.json", import.meta.url), "utf8"),
);

const UNSAFE = /[&<>"']/;
const ALL_UNSAFE = /[&<>"']/g;
const ENTITIES = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escape(text) {
  return UNSAFE.test(text)
    ? text.replace(ALL_UNSAFE, (character) => ENTITIES[character])
    : text;
}

export function hello(name) {
  return `<h1>Hello ${escape(name ?? "")}</h1>`;
}

export function table() {
  let rows = "";
  for (const [id, message] of fortunes) {
    rows += `<tr><td>${id}</td><td>${escape(message)}</td></tr>`;
  }
  return `<table><tr><th>id</th><th>message</th></tr>${rows}</table>`;
}

export const HTML = "text/html; charset=utf-8";

/** The path and the value of `name`, without making a URL object. */
export function cut(url, from) {
  const mark = url.indexOf("?", from);
  if (mark < 0) return [url.slice(from), null];
  const query = url.slice(mark + 1);
  const name = query.startsWith("name=")
    ? decodeURIComponent(query.slice(5).split("&", 1)[0].replaceAll("+", " "))
    : null;
  return [url.slice(from, mark), name];
}
