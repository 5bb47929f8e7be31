// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { input } from "../ml/mod.ts";
import { controlAttributes, missing } from "./_field.ts";
import type { FieldOptions, FormField } from "./form_field.ts";

/** Options of {@linkcode fileField}. */
export interface FileFieldOptions extends FieldOptions {
  /**
   * What kinds of files are taken: media types (`image/png`, `image/*`) and
   * endings (`.txt`). What the browser says is compared: it may be wrong.
   *
   * @default {all}
   */
  accept?: readonly string[];
  /**
   * The greatest size, in bytes. The limit on the content of a request bounds
   * it in any case.
   *
   * @default {1048576}
   */
  maxSize?: number;
}

/**
 * A field for a file.
 *
 * @param label What stands beside it.
 * @param options Kinds, bounds and help.
 * @returns The field; its value is `null` where there need be no file and is none.
 *
 * @example Usage
 * ```ts
 * import { fileField } from "@tpd2/tpd2/page";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const picture = fileField("Picture", { accept: ["image/*"], maxSize: 4 });
 * const file = new File(["data"], "a.png", { type: "image/png" });
 * assertEquals(picture.parse([file]), file);
 * assertThrows(() => picture.parse([new File(["x"], "x.txt")]), SyntaxError);
 * ```
 */
export function fileField(
  label: string,
  options?: FileFieldOptions & { required?: true },
): FormField<File>;
/**
 * A field for a file that need not be given.
 *
 * @param label What stands beside it.
 * @param options Kinds, bounds and help.
 * @returns The field.
 */
export function fileField(
  label: string,
  options: FileFieldOptions,
): FormField<File | null>;
export function fileField(
  label: string,
  options: FileFieldOptions = {},
): FormField<File | null> {
  const { required = true, accept, maxSize = 1024 * 1024 } = options;
  return {
    label,
    kind: "field",
    help: options.help,
    initial: [],
    isFile: true,
    isSecret: true,
    control: (control) =>
      input({
        type: "file",
        ...controlAttributes(control),
        required,
        accept: accept?.join(","),
      }),
    parse(given): File | null {
      const [file] = given;
      if (given.length > 1) throw new SyntaxError("must be one file only");
      // Without a choice browsers send a file without a name and content.
      if (
        file === undefined || file === "" ||
        typeof file !== "string" && file.name === "" && file.size === 0
      ) {
        if (required) throw missing();
        return null;
      }
      if (typeof file === "string") throw new SyntaxError("must be a file");
      if (file.size > maxSize) {
        throw new RangeError(`must have at most ${maxSize} bytes`);
      }
      if (accept !== undefined && !accept.some((kind) => isKind(file, kind))) {
        throw new SyntaxError(`must be one of ${accept.join(", ")}`);
      }
      return file;
    },
  };
}

/** The `accept` attribute's comparison (WHATWG HTML, file upload state). */
function isKind(file: File, kind: string): boolean {
  const wanted = kind.toLowerCase();
  if (wanted.startsWith(".")) return file.name.toLowerCase().endsWith(wanted);
  const type = file.type.toLowerCase().split(";")[0]!.trim();
  return wanted.endsWith("/*")
    ? type.startsWith(wanted.slice(0, -1))
    : type === wanted;
}
