// Copyright 2026 the tpd2 authors. MIT license.

import { SaxesParser } from "saxes";

/** An element, as a strict parser of XML sees it. */
export interface XmlElement {
  /** Its name without a prefix. */
  name: string;
  /** Its namespace. */
  namespace: string;
  /** Its attributes by the names as written. */
  attributes: Record<string, string>;
  /** Its child elements. */
  children: XmlElement[];
  /** Its own text. */
  text: string;
}

/** Parses a document, and throws where it is not well-formed. */
export function parseXml(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const root: XmlElement = {
    name: "",
    namespace: "",
    attributes: {},
    children: [],
    text: "",
  };
  const open = [root];
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ local, uri, attributes }) => {
    const element: XmlElement = {
      name: local,
      namespace: uri,
      attributes: Object.fromEntries(
        Object.entries(attributes).map(([name, { value }]) => [name, value]),
      ),
      children: [],
      text: "",
    };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => {
    open.pop();
  });
  parser.on("text", (piece) => {
    open.at(-1)!.text += piece;
  });
  parser.on("cdata", (piece) => {
    open.at(-1)!.text += piece;
  });
  parser.write(text).close();
  return root.children[0]!;
}

/** The children of one name. */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** The text of the one child of a name. */
export function textOf(element: XmlElement, name: string): string {
  const [child, ...others] = childrenOf(element, name);
  if (child === undefined || others.length > 0) {
    throw new Error(`Cannot find one <${name}> in <${element.name}>`);
  }
  return child.text;
}
