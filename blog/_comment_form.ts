// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  a,
  button,
  div,
  form,
  h2,
  input,
  label,
  type Markup,
  p,
  section,
  small,
  strong,
} from "../ml/mod.ts";
import { type FormField, textAreaField, textField } from "../page/mod.ts";
import { MAX_AUTHOR, MAX_TEXT } from "./comment.ts";
import { COMMENT_FEED } from "./_comment_feed.ts";
import { tidyName, tidyText } from "./_comment_text.ts";

/** The id of the form, by which links lead to it. */
export const FORM_ID = "comment-form";

/** What a reader filled in, and what is wrong with it. */
export interface CommentDraft {
  /** The name. */
  author: string;
  /** The text. */
  text: string;
  /** What is wrong, by the names of the fields; under the empty name what is about all. */
  problems: ReadonlyMap<string, string>;
}

/** What a form holds when it arrives. */
export interface SentComment extends CommentDraft {
  /** What was filled into the field that nobody sees. */
  hidden: string;
  /** When the page was made, signed. */
  stamp: string;
}

/** The fields; their texts are those of the page. */
export const COMMENT_FIELDS = {
  author: textField("Your name", {
    maxLength: MAX_AUTHOR,
    autocomplete: "nickname",
  }),
  text: textAreaField("Your comment", { maxLength: MAX_TEXT, rows: 6 }),
} as const;

/** The name of the field that only programs fill in; browsers know nothing to put there. */
const TRAP = "subject";

/** What to say instead of the form. */
const NOTICES: ReadonlyMap<string, string> = new Map([
  [
    "comment=held",
    "Thank you. Your comment will appear here when somebody has read it.",
  ],
]);

/**
 * Which notice a page shows by its query.
 *
 * @param query The query.
 * @returns The query, if there is a notice for it.
 */
export function noticeOf(query: string): string | null {
  return NOTICES.has(query) ? query : null;
}

/** Options of {@linkcode commentForm}. */
export interface CommentFormOptions {
  /** Where it is sent. */
  path: string;
  /** When the page was made, signed. */
  stamp: string;
  /** What was filled in before, and refused. */
  draft?: CommentDraft | undefined;
  /** What {@linkcode noticeOf} gave. */
  notice?: string | null;
}

/**
 * The form below an entry. It is the same for all readers, so the page can be kept.
 *
 * @param options Where it is sent, and what it shows.
 * @returns The form.
 */
export function commentForm(options: CommentFormOptions): Markup<"section"> {
  const { path, stamp, draft, notice } = options;
  const problems = draft?.problems ?? new Map<string, string>();
  const about = problems.get("");
  return section(
    { id: FORM_ID, class: "comment-form" },
    h2("Say something"),
    notice && p({ class: "notice", role: "status" }, NOTICES.get(notice)),
    about !== undefined &&
      p({ class: "problem", role: "alert" }, strong(sentence(about))),
    form(
      { method: "post", action: `${path}#${FORM_ID}` },
      fieldOf("author", draft),
      fieldOf("text", draft),
      div(
        { class: "trap" },
        label({ for: "comment-subject" }, "Leave this empty"),
        input({
          id: "comment-subject",
          name: TRAP,
          autocomplete: "off",
          tabindex: -1,
        }),
      ),
      input({ type: "hidden", name: "stamp", value: stamp }),
      p(
        button("Send"),
        " ",
        small(
          "Plain text; web addresses become links. New comments: ",
          a({ href: COMMENT_FEED }, "feed"),
          ".",
        ),
      ),
    ),
  );
}

function fieldOf(
  name: keyof typeof COMMENT_FIELDS,
  draft: CommentDraft | undefined,
): Markup<"p"> {
  const field: FormField<string> = COMMENT_FIELDS[name];
  const problem = draft?.problems.get(name);
  const id = `comment-${name}`;
  const [first] = draft?.problems.keys() ?? [];
  return p(
    label({ for: id }, field.label),
    " ",
    field.control({
      id,
      name,
      describedBy: problem === undefined ? undefined : `${id}-problem`,
      isInvalid: problem !== undefined,
      hasFocus: first === name,
      values: draft === undefined ? [] : [draft[name]],
    }),
    problem !== undefined && [
      " ",
      strong(
        { id: `${id}-problem`, class: "problem" },
        sentence(`${field.label} ${problem}`),
      ),
    ],
  );
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/**
 * Reads what a reader sent.
 *
 * @param sent The form.
 * @returns What it holds, tidied, and what is wrong with it.
 */
export function readComment(sent: FormData): SentComment {
  const problems = new Map<string, string>();
  const read = (
    name: keyof typeof COMMENT_FIELDS,
    tidy: (text: string) => string,
  ): string => {
    const given = sent.getAll(name);
    try {
      const text = tidy(COMMENT_FIELDS[name].parse(given));
      // It was nothing but what cannot be seen.
      if (text === "") throw new SyntaxError("must be filled in");
      return text;
    } catch (error) {
      if (!(error instanceof SyntaxError || error instanceof RangeError)) {
        throw error;
      }
      problems.set(name, error.message);
      return lineOf(given);
    }
  };
  return {
    author: read("author", tidyName),
    text: read("text", tidyText),
    hidden: lineOf(sent.getAll(TRAP)),
    stamp: lineOf(sent.getAll("stamp")),
    problems,
  };
}

function lineOf(given: readonly FormDataEntryValue[]): string {
  return typeof given[0] === "string" ? given[0] : "";
}
