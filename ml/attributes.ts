// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Code } from "./_code.ts";
import type { ElementName } from "./_content_model.ts";
import type {
  MathmlGlobalAttributes,
  MathmlName,
  MathmlOwnAttributes,
} from "./_foreign_table.ts";
import type { GlobalAttributes, HtmlAttributes } from "./_html_table.ts";
import type { Markup, Raw } from "./markup.ts";

/** The attribute is left out. */
export type Absent = null | undefined | false;

/** Text or a number, escaped. {@linkcode Raw} goes in as it is. */
export type TextValue = string | number | bigint | URL | Raw | Absent;

/** A number, or its text. */
export type NumberValue = number | string | bigint | Absent;

/** Whether the attribute is there. */
export type BooleanValue = boolean | null | undefined;

/** ARIA knows the words "true" and "false": a boolean is written out. */
export type AriaBoolean = boolean | "true" | "false" | null | undefined;

/** A length of MathML, such as `0.2em` or `50%`. Only zero goes without a unit. */
export type MathmlLength = string | 0 | Raw | Absent;

/** One or more class names; falsy ones are left out of a list. */
export type ClassValue = string | readonly (string | Absent)[] | Raw | Absent;

/** Declarations as text, or an object from property names (camel case or with hyphens) to values. */
export type StyleValue =
  | string
  | Readonly<Record<string, string | number | Absent>>
  | Raw
  | Absent;

/** A document in an attribute. */
export type MarkupValue = Markup | Absent;

/** An event handler: code made by {@linkcode js}, never text. */
export type CodeValue = Code | Absent;

/**
 * The attributes of an HTML element.
 *
 * @typeParam Name The element's name.
 */
export type Attributes<Name extends ElementName> =
  & GlobalAttributes
  & HtmlAttributes[Name];

/**
 * The attributes of a MathML element, as MathML Core has them: <https://www.w3.org/TR/mathml-core/>.
 *
 * @typeParam Name The element's name.
 */
export type MathmlAttributes<Name extends MathmlName> =
  & MathmlGlobalAttributes
  & MathmlOwnAttributes[Name];
