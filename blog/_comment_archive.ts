// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { DatabaseSync } from "node:sqlite";
import {
  type CommentState,
  MAX_AUTHOR,
  MAX_TEXT,
  type NewComment,
} from "./comment.ts";
import { slugOfAddress } from "./_comment_moves.ts";
import { tidyName, tidyText } from "./_comment_text.ts";

/** The number of the format; a file of a later one cannot be read. */
const FORMAT = 1;

/** How long the name of an entry or an address may be. */
const MAX_NAME = 300;

/** The last moment whose year has four digits: feeds know no other (RFC 3339). */
const MAX_TIME = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** The first. */
const MIN_TIME = new Date(0).setUTCFullYear(0, 0, 1);

/** How many comments a file may hold. */
const MAX_COMMENTS = 1_000_000;

/**
 * All comments that were not deleted, as JSON: one line each, so that two files
 * can be compared.
 *
 * @param database Where they are.
 * @returns The text.
 */
export function exportComments(database: DatabaseSync): string {
  const rows = database.prepare(
    `SELECT entry, author, text, time, origin, state, byAdmin FROM comment
     WHERE state <> 'deleted' ORDER BY time, id`,
  ).iterate();
  const lines: string[] = [];
  for (const { time, byAdmin, ...rest } of rows) {
    lines.push(JSON.stringify({
      ...rest,
      time: new Date(Number(time)).toISOString(),
      byAdmin: byAdmin === 1,
    }));
  }
  const list = lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n]`;
  return `{"format": ${FORMAT}, "comments": ${list}}\n`;
}

/**
 * Reads what {@linkcode exportComments} wrote, or another program in its manner.
 * Of each comment `entry`, `author`, `text` and `time` are needed; it is shown
 * unless it says otherwise.
 *
 * @param text The text.
 * @returns The comments.
 * @throws {SyntaxError} If it cannot be read; the message says where and why.
 */
export function parseComments(text: string): NewComment[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new SyntaxError("Cannot read comments: it is not JSON", { cause });
  }
  const { format = FORMAT, comments } = recordOf(value);
  if (format !== FORMAT) {
    throw new SyntaxError(
      `Cannot read comments: the format is ${format}, and this program knows ${FORMAT}`,
    );
  }
  if (!Array.isArray(comments) || comments.length > MAX_COMMENTS) {
    throw new SyntaxError(
      `Cannot read comments: there is no list \`comments\` of at most ${MAX_COMMENTS}`,
    );
  }
  return comments.map((item, i) => parseComment(recordOf(item), i + 1));
}

function parseComment(
  item: Record<string, unknown>,
  number: number,
): NewComment {
  const text = (name: string, maxLength: number, value = item[name]) => {
    if (
      typeof value === "string" && value.trim() !== "" &&
      value.length <= maxLength
    ) return value;
    throw new SyntaxError(
      `Cannot read comment ${number}: \`${name}\` is no text of 1 to ${maxLength} characters`,
    );
  };
  const { time, origin = "", state = "shown", byAdmin = false } = item;
  const milliseconds = typeof time === "number"
    ? time
    : Date.parse(String(time));
  if (
    !Number.isSafeInteger(milliseconds) || milliseconds < MIN_TIME ||
    milliseconds > MAX_TIME
  ) {
    throw new SyntaxError(
      `Cannot read comment ${number}: \`time\` is no date such as 2026-11-22T10:00:00Z`,
    );
  }
  if (state !== "shown" && state !== "held") {
    throw new SyntaxError(
      `Cannot read comment ${number}: \`state\` is neither "shown" nor "held"`,
    );
  }
  return {
    entry: slugOf(text("entry", MAX_NAME), number),
    author: tidyName(text("author", MAX_AUTHOR)),
    text: tidyText(text("text", MAX_TEXT)),
    time: milliseconds,
    origin: origin === "" ? "" : text("origin", MAX_NAME),
    state: state satisfies CommentState,
    reason: state === "held" ? "imported so" : "",
    byAdmin: byAdmin === true,
    authorKey: "",
  };
}

/** Other programs know entries by their addresses. */
function slugOf(entry: string, number: number): string {
  const slug = /[/:]/.test(entry) ? slugOfAddress(entry) : entry;
  if (slug !== "") return slug;
  throw new SyntaxError(
    `Cannot read comment ${number}: \`entry\` is neither a slug nor an address`,
  );
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null
    ? value as Record<string, unknown>
    : {};
}

/**
 * Adds comments, all or none. Those that are there already, deleted or not, are left
 * out, so the same file can be imported again.
 *
 * @param database Where they go.
 * @param comments The comments.
 * @returns How many were added.
 */
export function importComments(
  database: DatabaseSync,
  comments: readonly NewComment[],
): number {
  const insert = database.prepare(
    `INSERT INTO comment (entry, author, text, time, origin, state, reason, byAdmin, authorKey)
     SELECT :entry, :author, :text, :time, :origin, :state, :reason, :byAdmin, :authorKey
     WHERE NOT EXISTS (
       SELECT 1 FROM comment
       WHERE entry = :entry AND state IN ('shown', 'held', 'deleted') AND time = :time
       AND author = :author AND text = :text
     )`,
  );
  let added = 0;
  database.exec("BEGIN IMMEDIATE");
  try {
    for (const comment of comments) {
      const values = { ...comment, byAdmin: comment.byAdmin ? 1 : 0 };
      added += Number(insert.run(values).changes);
    }
    database.exec("COMMIT");
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
  return added;
}

/**
 * Takes away comments that say the same as an earlier one of the same author below
 * the same entry.
 *
 * @param database Where they are.
 * @returns How many went.
 */
export function removeDuplicates(database: DatabaseSync): number {
  const { changes } = database.prepare(
    `DELETE FROM comment WHERE id IN (
       SELECT id FROM (
         SELECT id, row_number() OVER (
           PARTITION BY entry, author, text
           ORDER BY CASE state WHEN 'shown' THEN 0 ELSE 1 END, time, id
         ) AS place
         FROM comment WHERE state <> 'deleted'
       ) WHERE place > 1
     )`,
  ).run();
  return Number(changes);
}
