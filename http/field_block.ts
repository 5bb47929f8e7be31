// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { FIELD_VALUE_REGEXP, TOKEN_REGEXP } from "./_grammar.ts";

/** One field line of a message: its name and its value. */
export type Field = readonly [name: string, value: string];

/**
 * Refuses a field that would not survive the wire, or would say more on it
 * than one field: an invalid name, or a value with a line break.
 *
 * @param name The field's name.
 * @param value The field's value.
 * @throws {TypeError} If the name is no token or the value holds a control
 * character (RFC 9110 sections 5.1 and 5.5).
 *
 * @example Usage
 * ```ts
 * import { checkField } from "@tpd2/tpd2/http";
 * import { assertThrows } from "@std/assert";
 *
 * checkField("x-colour", "blue");
 * assertThrows(() => checkField("x-colour", "blue\r\nset-cookie: a=b"), TypeError);
 * ```
 */
export function checkField(name: string, value: string): void {
  if (!TOKEN_REGEXP.test(name)) {
    throw new TypeError(`Cannot use field name "${name}": not a token`);
  }
  if (!FIELD_VALUE_REGEXP.test(value)) {
    throw new TypeError(
      `Cannot use the value of field "${name}": it holds a control character or one beyond Latin-1`,
    );
  }
}

/**
 * Field lines that many replies share, checked and encoded once.
 *
 * A reply names a block by reference, so the fields that never change cost one
 * copy of bytes a response, however many they are. `date`, `connection`,
 * `content-length` and `transfer-encoding` belong to the connection and are
 * refused here.
 *
 * @example Usage
 * ```ts
 * import { FieldBlock } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const block = new FieldBlock([["content-type", "text/plain"]]);
 * assertEquals(block.text, "content-type: text/plain\r\n");
 * assertEquals(block.get("Content-Type"), "text/plain");
 * ```
 */
export class FieldBlock {
  /** The fields, names in lower case, in the order given. */
  readonly fields: readonly Field[];
  /** The field lines as they go over the wire, without the closing empty line. */
  readonly text: string;
  /** {@linkcode FieldBlock.text} as Latin-1 bytes. */
  readonly bytes: Uint8Array<ArrayBuffer>;

  /**
   * Prepares a block.
   *
   * @param fields The fields, in order.
   * @throws {TypeError} If a field is not valid, or belongs to the connection.
   */
  constructor(fields: Iterable<Field>) {
    const list: Field[] = [];
    let text = "";
    for (const [name, value] of fields) {
      const lower = name.toLowerCase();
      checkField(lower, value);
      if (CONNECTION_FIELDS.has(lower)) {
        throw new TypeError(
          `Cannot set field "${lower}": the connection writes it`,
        );
      }
      list.push([lower, value]);
      text += `${lower}: ${value}\r\n`;
    }
    this.fields = list;
    this.text = text;
    this.bytes = latin1(text);
  }

  /**
   * The value of the first field of that name.
   *
   * @param name The field's name, in any case.
   * @returns The value, or `undefined` where there is none.
   */
  get(name: string): string | undefined {
    const lower = name.toLowerCase();
    return this.fields.find((field) => field[0] === lower)?.[1];
  }

  /**
   * A new block with these fields and more.
   *
   * @param fields Fields to add; a name that is present already is replaced.
   * @returns The new block.
   */
  with(fields: Iterable<Field>): FieldBlock {
    const added: Field[] = [...fields];
    const names = new Set(added.map(([name]) => name.toLowerCase()));
    return new FieldBlock([
      ...this.fields.filter(([name]) => !names.has(name)),
      ...added,
    ]);
  }
}

/**
 * Fields that only the connection knows, so that a message has one framing.
 *
 * @example Usage
 * ```ts
 * import { CONNECTION_FIELDS } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const copied = ["content-type", "content-length"].filter((name) => !CONNECTION_FIELDS.has(name));
 * assertEquals(copied, ["content-type"]);
 * ```
 */
export const CONNECTION_FIELDS: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "date",
  "keep-alive",
  "transfer-encoding",
  "trailer",
  "upgrade",
]);

/** Encodes a string that holds nothing beyond Latin-1, a byte a character. */
function latin1(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
