// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** Elements without content and end tag (HTML standard, 13.1.2), the obsolete ones included. */
export const VOID_ELEMENTS: ReadonlySet<string> = new Set(
  "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr"
    .split(" "),
);

/** Elements whose content a browser does not parse, and that have no place in a new document. */
export const OPAQUE_ELEMENTS: ReadonlySet<string> = new Set(
  ["iframe", "listing", "noembed", "noframes", "plaintext", "xmp"],
);
