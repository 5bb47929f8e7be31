// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** References that could hide a scheme in an attribute written in the template. */
export function decodeReferences(text: string): string {
  return text.replace(
    /&#x([0-9a-f]+);?|&#(\d+);?|&(colon|tab|newline|amp|quot|apos|lt|gt);/gi,
    (
      whole,
      hex,
      decimal,
      name,
    ) => {
      if (hex !== undefined || decimal !== undefined) {
        const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
        return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
      }
      const named: Record<string, string> = {
        colon: ":",
        tab: "\t",
        newline: "\n",
        amp: "&",
        quot: '"',
        apos: "'",
        lt: "<",
        gt: ">",
      };
      return named[name.toLowerCase()] ?? whole;
    },
  );
}
