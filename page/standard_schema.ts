// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * What a schema library's schema looks like from outside: the parts of the
 * Standard Schema specification, version 1, that are used here. Schemas of
 * Zod, Valibot, ArkType and others are of this type.
 *
 * @typeParam Input What it takes.
 * @typeParam Output What it makes of it.
 */
export interface StandardSchema<Input = unknown, Output = Input> {
  /** The properties of the specification. */
  readonly "~standard": StandardSchemaProperties<Input, Output>;
}

/**
 * The properties of a {@linkcode StandardSchema}.
 *
 * @typeParam Input What it takes.
 * @typeParam Output What it makes of it.
 */
export interface StandardSchemaProperties<Input = unknown, Output = Input> {
  /** The version of the specification. */
  readonly version: 1;
  /** The library's name. */
  readonly vendor: string;
  /** Checks a value. */
  readonly validate: (
    value: unknown,
  ) => StandardSchemaResult<Output> | Promise<StandardSchemaResult<Output>>;
  /** Only there for the type checker. */
  readonly types?:
    | { readonly input: Input; readonly output: Output }
    | undefined;
}

/**
 * What a {@linkcode StandardSchema} says of a value.
 *
 * @typeParam Output What it made of the value.
 */
export type StandardSchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string }[] };
