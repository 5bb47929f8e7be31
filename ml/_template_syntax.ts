// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** The name of an attribute (HTML standard, 13.1.2.3). */
export const ATTRIBUTE_NAME = /[^\s"'<>/=]+/y;
/** The name of an element, or of one of SVG or MathML. */
export const TAG_NAME = /[a-z][a-z0-9:._-]*/iy;
/** White space in a tag. */
export const SPACE = /[ \t\n\f\r]+/y;

/** Says what is wrong with a template, and where. */
export function refuse(why: string, near: string): never {
  throw new SyntaxError(
    `Cannot prepare template: ${why}, near ${JSON.stringify(near.slice(-60))}`,
  );
}

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
