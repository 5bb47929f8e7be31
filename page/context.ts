// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Exchange } from "../http/exchange.ts";
import type { Frame } from "./frame.ts";
import type { Visitor } from "./visitor.ts";

/** What a render function is given besides the values of its parameters. */
export interface PageContext {
  /** The exchange: the request's fields, path, host and content. */
  readonly exchange: Exchange;
  /**
   * Who asks for the page. Reading it makes a visitor of who is none yet: the
   * response sets a cookie, and nobody stores it.
   */
  readonly visitor: Visitor;
  /** Who asks for the page, or `null` if that is none of the visitors. */
  readonly knownVisitor: Visitor | null;
  /**
   * The tab that the page is for. Reading it makes a frame where there is none
   * yet, and a visitor too.
   */
  readonly frame: Frame;
  /** The tab that the page is for, or `null` if it has no frame. */
  readonly knownFrame: Frame | null;
  /**
   * The page's title; `null` for the one that the page or the site has by itself.
   *
   * @default {null}
   */
  title: string | null;
  /**
   * The status of the response.
   *
   * @default {200}
   */
  status: number;
  /**
   * A random value that allows the scripts and styles that carry it. Reading it
   * makes this response one that allows it and that nobody stores. Script and
   * style elements in what the page returns carry it by themselves.
   */
  readonly nonce: string;
  /**
   * Sets a field of the response, in place of any of the same name.
   *
   * @param name The field's name, in any case.
   * @param value The field's value.
   * @throws {TypeError} If either cannot be sent.
   */
  setField(name: string, value: string): void;
  /**
   * Adds a field to the response beside those of the same name, such as `set-cookie`.
   *
   * @param name The field's name, in any case.
   * @param value The field's value.
   * @throws {TypeError} If either cannot be sent.
   */
  addField(name: string, value: string): void;
}
