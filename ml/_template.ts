// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { refusedConstant } from "./_attributes.ts";
import { checkConstantValue, isMathml } from "./_check_attributes.ts";
import { development } from "./_development.ts";
import { CONTENT_MODEL } from "./_content_model.ts";
import type { Hole, Place, Template, TreeEvent } from "./_template_types.ts";
import {
  ATTRIBUTE_NAME,
  decodeReferences as decode,
  refuse,
  SPACE,
  TAG_NAME,
} from "./_template_syntax.ts";
import { flat } from "./_escape.ts";
import { ScriptScanner, StyleScanner } from "./_script_scanner.ts";
import { isDataScript, isJavaScriptType, isRawText } from "./_raw_text.ts";
import { OPAQUE_ELEMENTS, VOID_ELEMENTS } from "./_void_elements.ts";

/** One pass over the texts of a template, in the states of the HTML tokenizer. */
class Preparation {
  readonly #statics: readonly string[];
  readonly #holes: Hole[] = [];
  readonly #stack: string[] = [];
  #events: TreeEvent[] = [];
  #static = 0;
  #at = 0;
  #pending = "";
  #foreign = 0;
  #started = false;

  constructor(statics: readonly string[]) {
    this.#statics = statics;
  }

  run(): Template {
    while (true) {
      this.#content();
      if (this.#static === this.#statics.length - 1) break;
      this.#hole("child");
    }
    const open = this.#stack.at(-1);
    if (open !== undefined) {
      refuse(`<${open}> is not closed`, this.#statics.at(-1)!);
    }
    const tail = flat(this.#pending);
    return { holes: this.#holes, tail, events: this.#events };
  }

  get #text(): string {
    return this.#statics[this.#static]!;
  }

  get #ended(): boolean {
    return this.#at >= this.#text.length;
  }

  #fail(why: string): never {
    refuse(why, this.#text.slice(0, this.#at + 20));
  }

  /** Takes text into the output up to `end`. */
  #take(end: number): string {
    const taken = this.#text.slice(this.#at, end);
    this.#pending += taken;
    this.#at = end;
    return taken;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text)?.[0] ?? "";
  }

  #add(hole: Partial<Hole> & Pick<Hole, "place" | "index">): void {
    this.#holes.push({
      before: flat(this.#pending),
      element: this.#stack.at(-1) ?? "",
      name: "",
      open: "",
      pieces: null,
      events: this.#events,
      ...hole,
    });
    this.#pending = "";
    this.#events = [];
  }

  /** Puts the next value here and goes on with the text after it. */
  #hole(place: Place, more: Partial<Hole> = {}): void {
    this.#add({ place, index: this.#static, ...more });
    this.#started = true;
    this.#next();
  }

  #next(): void {
    if (this.#static === this.#statics.length - 1) {
      this.#fail("it ends inside a tag");
    }
    this.#static++;
    this.#at = 0;
  }

  /** Everything up to the next value that is a child. */
  #content(): void {
    while (!this.#ended) {
      const tag = this.#text.indexOf("<", this.#at);
      const text = this.#take(tag === -1 ? this.#text.length : tag);
      if (text !== "") {
        const isSpace = text.trim() === "";
        this.#events.push({ type: "text", isSpace });
        if (!isSpace) this.#started = true;
      }
      if (tag === -1) return;
      this.#markup();
    }
  }

  #markup(): void {
    const rest = this.#text.slice(this.#at, this.#at + 9).toLowerCase();
    if (rest.startsWith("<!--")) return this.#comment();
    if (rest === "<!doctype" && !this.#started) return this.#doctype();
    if (rest.startsWith("</")) return this.#endTag();
    if (/^<[a-z]/.test(rest)) return this.#startTag();
    this.#fail("a < that begins no tag must be written as &lt;");
  }

  #doctype(): void {
    const end = this.#text.indexOf(">", this.#at) + 1;
    if (!/^<!doctype html>$/i.test(this.#text.slice(this.#at, end))) {
      this.#fail("the doctype must be <!DOCTYPE html>");
    }
    this.#at = end;
    this.#pending = "<!DOCTYPE html>";
    this.#started = true;
  }

  #comment(): void {
    this.#take(this.#at + 4);
    if (/^-?>/.test(this.#text.slice(this.#at))) {
      this.#fail("the comment is malformed");
    }
    while (true) {
      const end = this.#text.indexOf("-->", this.#at);
      const wrong = this.#text.indexOf("--!>", this.#at);
      if (wrong !== -1 && (end === -1 || wrong < end)) {
        this.#fail("the comment is malformed");
      }
      if (end !== -1) return void this.#take(end + 3);
      this.#take(this.#text.length);
      if (this.#static === this.#statics.length - 1) {
        this.#fail("a comment is not closed");
      }
      this.#hole("comment");
    }
  }

  #endTag(): void {
    this.#take(this.#at + 2);
    const name = this.#match(TAG_NAME).toLowerCase();
    this.#take(this.#at + name.length);
    this.#take(this.#at + this.#match(SPACE).length);
    if (name === "" || this.#text[this.#at] !== ">") {
      this.#fail("an end tag is malformed");
    }
    if (this.#stack.at(-1) !== name) {
      this.#fail(`</${name}> closes <${this.#stack.at(-1) ?? "nothing"}>`);
    }
    this.#take(this.#at + 1);
    this.#close(name);
  }

  #close(name: string): void {
    this.#stack.pop();
    if (name === "svg" || name === "math") this.#foreign--;
    this.#events.push({ type: "close" });
  }

  #startTag(): void {
    const written =
      (TAG_NAME.lastIndex = this.#at + 1, TAG_NAME.exec(this.#text)![0]);
    const name = written.toLowerCase();
    if (name === "html" && !this.#started) {
      this.#pending = `<!DOCTYPE html>${this.#pending.trimStart()}`;
    }
    this.#started = true;
    this.#take(this.#at + 1 + written.length);
    if (this.#ended) this.#fail("a value cannot be part of a tag's name");
    this.#stack.push(name);
    const values = new Map<string, string | null>();
    const event: TreeEvent = { type: "open", name, attributes: [] };
    this.#events.push(event);
    const isClosed = this.#attributes(name, values, event.attributes);
    event.id = values.get("id") || undefined;
    if ((name === "script" || name === "style") && !values.has("nonce")) {
      this.#add({ place: "nonce", index: -1 });
    }
    if (name === "svg" || name === "math") this.#foreign++;
    if (isClosed) {
      if (
        this.#foreign === 0 && Object.hasOwn(CONTENT_MODEL, name) &&
        !VOID_ELEMENTS.has(name)
      ) {
        this.#fail(
          `<${name}> has no content and must be written <${name}></${name}>`,
        );
      }
      this.#pending += this.#foreign > 0
        ? "/>"
        : VOID_ELEMENTS.has(name)
        ? ">"
        : "/>";
      this.#close(name);
      return;
    }
    this.#pending += ">";
    if (VOID_ELEMENTS.has(name)) this.#close(name);
    else if (isRawText(name)) this.#textContent(name, values);
    else if (OPAQUE_ELEMENTS.has(name)) this.#opaqueContent(name);
  }

  /** The rest of a start tag, whose last bracket is left to the caller. Says whether it ends in a slash. */
  #attributes(
    element: string,
    values: Map<string, string | null>,
    names: string[],
  ): boolean {
    while (true) {
      const space = this.#match(SPACE);
      this.#at += space.length;
      if (this.#ended) {
        if (space === "" && this.#at > 0) {
          this.#fail("a value in a tag needs a space before it");
        }
        this.#hole("attributes", { element });
        continue;
      }
      const char = this.#text[this.#at]!;
      if (char === ">") {
        this.#at++;
        return false;
      }
      if (char === "/") {
        if (this.#text[this.#at + 1] !== ">") {
          this.#fail("a slash stands alone in a tag");
        }
        this.#at += 2;
        return true;
      }
      const name = this.#match(ATTRIBUTE_NAME);
      if (name === "") this.#fail("an attribute is malformed");
      const key = name.toLowerCase();
      if (values.has(key)) this.#fail(`attribute ${name} is repeated`);
      this.#at += name.length;
      names.push(key);
      values.set(key, this.#attribute(element, name));
    }
  }

  /** One attribute after its name. Returns its value, or `null` when that depends on values. */
  #attribute(element: string, name: string): string | null {
    const text = this.#text;
    if (this.#ended) {
      this.#fail("a value cannot be part of an attribute's name");
    }
    const equals = /\s*=\s*/y;
    equals.lastIndex = this.#at;
    const sign = equals.exec(text);
    if (sign === null) {
      this.#pending += ` ${name}`;
      return "";
    }
    this.#at = equals.lastIndex;
    if (this.#ended) this.#fail(`the value of attribute ${name} needs quotes`);
    const quote = text[this.#at]!;
    if (quote !== '"' && quote !== "'") {
      const bare = /[^\s"'=<>`]+/y;
      bare.lastIndex = this.#at;
      const value = bare.exec(text)?.[0] ?? "";
      this.#at += value.length;
      if (value === "" || this.#ended) {
        this.#fail(`the value of attribute ${name} needs quotes`);
      }
      return this.#constant(element, name, value);
    }
    this.#at++;
    return this.#quoted(element, name, quote);
  }

  #constant(element: string, name: string, source: string): string {
    const text = decode(source);
    const why = refusedConstant(element, name, text);
    if (why !== undefined) this.#fail(`attribute ${name} is refused, ${why}`);
    if (development && (this.#foreign === 0 || isMathml(element))) {
      checkConstantValue(element, name, text);
    }
    this.#pending += ` ${name}="${source}"`;
    return text;
  }

  #quoted(element: string, name: string, quote: string): string | null {
    const pieces: string[] = [];
    const first = this.#static;
    while (true) {
      const end = this.#text.indexOf(quote, this.#at);
      pieces.push(
        this.#text.slice(this.#at, end === -1 ? undefined : end).replaceAll(
          '"',
          "&#34;",
        ),
      );
      if (end !== -1) {
        this.#at = end + 1;
        break;
      }
      this.#next();
    }
    if (!this.#ended && !/[\s/>]/.test(this.#text[this.#at]!)) {
      this.#fail("attributes need spaces between them");
    }
    if (pieces.length === 1) {
      return this.#constant(element, name, pieces[0]!);
    }
    const open = flat(` ${name}="`);
    if (pieces.length === 2 && pieces[0] === "" && pieces[1] === "") {
      this.#add({ place: "attribute", index: first, element, name, open });
      return null;
    }
    this.#add({
      place: "part",
      index: first,
      element,
      name,
      open,
      pieces: pieces.map(decode),
    });
    return null;
  }

  /** The content of script, style, textarea or title, up to its end tag. */
  #textContent(name: string, values: ReadonlyMap<string, string | null>): void {
    const type = values.has("type") ? values.get("type") : "";
    const isData = name === "script" && isDataScript({ type });
    const scanner = name === "script"
      ? new ScriptScanner(isData)
      : new StyleScanner();
    const endTag = new RegExp(`</${name}(?=[\\s/>])`, "gi");
    while (true) {
      endTag.lastIndex = this.#at;
      const end = endTag.exec(this.#text)?.index ?? -1;
      const content = this.#take(end === -1 ? this.#text.length : end);
      if (name !== "script" || this.#foreign > 0) {
        if (/<[a-z!/?]/i.test(content)) {
          this.#fail(`<${name}> holds text, write < as an escape`);
        }
      } else if (/<!--/.test(content)) this.#fail("a script cannot hold <!--");
      if (content !== "") {
        this.#events.push({ type: "text", isSpace: content.trim() === "" });
      }
      if (end !== -1) return this.#endTag();
      if (this.#static === this.#statics.length - 1) {
        this.#fail(`<${name}> is not closed`);
      }
      if (name === "title" || name === "textarea") {
        if (content.endsWith("<") || content.endsWith("</")) {
          this.#fail("a < stands before a value");
        }
        this.#hole("text");
        continue;
      }
      if (name === "script" && !isData && !isJavaScriptType(type)) {
        this.#fail("a value cannot stand in a script of this type");
      }
      const why = scanner.scan(content);
      if (why !== undefined) {
        this.#fail(`a value in <${name}> cannot stand ${why}`);
      }
      this.#hole(name === "style" ? "style" : isData ? "data" : "script");
    }
  }

  #opaqueContent(name: string): void {
    const end = this.#text.toLowerCase().indexOf(`</${name}`, this.#at);
    if (end === -1) {
      this.#fail(`a value cannot stand in <${name}>, or it is not closed`);
    }
    this.#take(end);
    this.#endTag();
  }
}

/**
 * Finds out where each value of a template stands.
 *
 * @throws {SyntaxError} When the text is malformed, or a value stands where nothing could make it safe.
 */
export function prepareTemplate(statics: readonly string[]): Template {
  return new Preparation(statics).run();
}
