// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * The same as the `jsx-runtime` module, under the name that the compiler option `react-jsxdev` imports.
 *
 * @module
 */

export {
  type Component,
  Fragment,
  type JSX,
  jsx as jsxDEV,
  jsxAttr,
  type JsxAttribute,
  jsxEscape,
  jsxTemplate,
} from "./jsx-runtime.ts";
