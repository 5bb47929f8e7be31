// Copyright 2026 the tpd2 authors. MIT license.

/** The fields of an event by name; `data` is one line, as the server writes it. */
export type EventFields = Readonly<Record<string, string>>;

/**
 * Reads an event stream as its text arrives.
 *
 * @param onEvent Called with the fields of each event.
 * @returns Takes the next piece of text.
 */
export function eventReader(
  onEvent: (fields: EventFields) => void,
): (text: string) => void {
  let rest = "";
  return (text) => {
    const blocks = (rest + text).split("\n\n");
    rest = blocks.pop()!;
    for (const block of blocks) {
      const fields: Record<string, string> = {};
      for (const [, name, value] of block.matchAll(/^(\w+): ?(.*)/gm)) {
        fields[name!] = value!;
      }
      onEvent(fields);
    }
  };
}
