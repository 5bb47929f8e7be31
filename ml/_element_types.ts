// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { ForeignAllowedIn, ForeignContentText } from "./_foreign_model.ts";
import type { Attributes } from "./attributes.ts";
import type { Code, StyleSheet } from "./_code.ts";
import type { AllowedIn, ContentText, ElementName } from "./_content_model.ts";
import type { Child, Markup, ToMarkup } from "./markup.ts";

/** What renders nothing. */
export type NothingChild = null | undefined | boolean;
/** What is text. */
export type TextChild = string | number | bigint;

/** What nobody can look into while compiling: it is checked at run time, in development. */
export type OpaqueChild =
  | Iterable<unknown>
  | AsyncIterable<unknown>
  | PromiseLike<unknown>
  | ToMarkup;

/** What is a child when it comes first, and not an object of attributes. */
export type AnyChild =
  | NothingChild
  | TextChild
  | Markup<string>
  | Code
  | StyleSheet
  | OpaqueChild;

/** The name of an element of HTML, SVG or MathML; `svg:a` is not `a`. */
export type AnyElementName = ElementName | keyof ForeignContentText;

/** The names that may stand in each element. */
export type AllowedInAny = AllowedIn & ForeignAllowedIn;

/** The texts of the tables, as messages show them. */
export type AnyContentText = ContentText & ForeignContentText;

/** A name as messages show it. */
export type QuotedName<Name extends string> = Name extends "#text" ? "text"
  : `<${Name}>`;

/** The line that a person reads when a child is in the wrong place. */
export type MisplacedMessage<
  Parent extends AnyElementName,
  Name extends string,
> = `${QuotedName<
  Name
>} is not allowed in <${Parent}>; allowed: ${AnyContentText[Parent]}`;

/** The type itself when an element of that name may be a child, else a text that says why not. */
export type CheckName<
  Parent extends AnyElementName,
  Name extends string,
  Given,
> = string extends Name ? Given
  : [Name] extends [AllowedInAny[Parent]] ? Given
  : MisplacedMessage<Parent, Exclude<Name, AllowedInAny[Parent]>>;

/** The parts of a list, a promise, or what an object renders to. */
export type CheckItem<Parent extends AnyElementName, Item, Given> =
  [Item] extends [CheckChild<Parent, Item>] ? Given
    : CheckChild<Parent, Item>;

/** The type itself when it may be a child of the element, else a text that says why not. */
export type CheckChild<Parent extends AnyElementName, Given> = [Child] extends
  [Given] ? Given
  : Given extends NothingChild ? Given
  : Given extends TextChild ? "#text" extends AllowedInAny[Parent] ? Given
    : MisplacedMessage<Parent, "#text">
  : Given extends Markup<infer Name> ? CheckName<Parent, Name, Given>
  : Given extends Code ? CheckName<Parent, "#code", Given>
  : Given extends StyleSheet ? CheckName<Parent, "#sheet", Given>
  : Given extends { toMarkup(): infer Item } ? CheckItem<Parent, Item, Given>
  : Given extends Iterable<infer Item> ? CheckItem<Parent, Item, Given>
  : Given extends AsyncIterable<infer Item> ? CheckItem<Parent, Item, Given>
  : Given extends PromiseLike<infer Item> ? CheckItem<Parent, Item, Given>
  : Parent extends "script" ? Given
  : "this is neither text nor markup and has no toMarkup()";

/** The attributes themselves, with a text in place of the type of each that the element does not have. */
export type CheckAttributes<Name extends string, All, Given> = {
  [Key in keyof Given]: Key extends keyof All ? All[Key]
    : `<${Name}> has no attribute ${Key & string}`;
};

/** The first argument of an element that has those attributes: some of them, or a child. */
export type CheckFirst<Name extends AnyElementName, All, Given> =
  [Child] extends [Given] ? Given : CheckFirstOf<Name, All, Given>;

/** The same for one member of a union. */
export type CheckFirstOf<Name extends AnyElementName, All, Given> =
  Given extends AnyChild ? CheckChild<Name, Given>
    : CheckAttributes<Name, All, Given>;

/** All arguments, each as it must be. */
export type CheckArguments<
  Name extends AnyElementName,
  All,
  Given extends readonly unknown[],
> = {
  [Index in keyof Given]: Index extends "0"
    ? CheckFirst<Name, All, Given[Index]>
    : CheckChild<Name, Given[Index]>;
};

/** Arguments of an HTML element before they are checked. */
export type ElementArguments<Name extends ElementName> = ArgumentsWith<
  Attributes<Name>
>;

/** Arguments before they are checked. The attributes are named for the sake of editors, which complete them from here. */
export type ArgumentsWith<All> =
  | readonly []
  | readonly [All | AnyArgument, ...AnyArgument[]]
  | readonly AnyArgument[];

/** Anything. Not `unknown`, which would swallow the attributes. */
export type AnyArgument = Record<never, never> | null | undefined;
