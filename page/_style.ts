// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * The look of a site that has none of its own: readable in any window, in the
 * light and in the dark. It has no `<`, so it can stand in a style element as it is.
 */
export const STYLE =
  ":root{color-scheme:light dark;font:1.0625rem/1.6 system-ui,sans-serif}" +
  "body{max-width:42rem;margin:0 auto;padding:1.5rem;overflow-wrap:break-word}" +
  "h1{line-height:1.2}img{max-width:100%;height:auto}pre{overflow:auto}" +
  "textarea{vertical-align:top}[aria-invalid]{outline:2px solid #d33}" +
  ":focus-visible{outline:3px solid;outline-offset:2px}" +
  "button,input,select,textarea{font:inherit;max-width:100%;box-sizing:border-box}" +
  ".tpd2-link{color:LinkText;background:none;border:0;padding:0;text-decoration:underline;cursor:pointer}" +
  ".tpd2-link:disabled{color:GrayText;text-decoration:none;cursor:default}" +
  ".tpd2-link[aria-current]{color:inherit;font-weight:bold;text-decoration:none}";

/**
 * The SHA-256 of {@linkcode STYLE}, by which a content security policy allows
 * this one style element and no other. A test computes it anew.
 */
export const STYLE_HASH = "sha256-Rfiv9fi4C/buCz5L2faetvlBuC1PSkm3gaC3/Dbb/3g=";
