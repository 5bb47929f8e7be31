// Copyright 2026 the tpd2 authors. MIT license.

import { button, js, raw, renderToString, script } from "./mod.ts";
import { capturedNames } from "./_js_captures.ts";
import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";

/** Runs code as a browser would, with its last expression as the result. */
function run(code: string): unknown {
  return (0, eval)(code);
}

Deno.test("js embeds values that read back the same and cannot leave the script", () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.string({ unit: "binary" }),
      (value, text) => {
        const code = String(
          js`(${[value as string, text, "</script><!--\u2028"]})`,
        );
        assertEquals(/<\/|<!--|\u2028/.test(code), false);
        // JSON has no negative zero.
        assertEquals(
          JSON.stringify(run(code)),
          JSON.stringify([value, text, "</script><!--\u2028"]),
        );
      },
    ),
  );
});

Deno.test("js embeds what JSON cannot say", () => {
  const date = new Date(5);
  assertEquals(run(String(js`(${[undefined, 10n, NaN, -Infinity, date]})`)), [
    undefined,
    10n,
    NaN,
    -Infinity,
    date,
  ]);
  const object = run(
    String(js`(${JSON.parse('{"__proto__":{"x":1}}')})`),
  ) as Record<string, unknown>;
  assertEquals(Object.keys(object), ["__proto__"]);
  assertEquals(Object.getPrototypeOf(object), Object.prototype);
});

Deno.test("js refuses a value in a string, a comment, a pattern, or where a slash is unclear", () => {
  const x = "x";
  assertThrows(() => js`f("${x}")`, SyntaxError, "in a string");
  assertThrows(() => js`f('\'${x}')`, SyntaxError, "in a string");
  assertThrows(() => js`f(\`${x}\`)`, SyntaxError, "in a template literal");
  assertThrows(() => js`/* ${x} */`, SyntaxError, "in a comment");
  assertThrows(() => js`// ${x}`, SyntaxError, "in a line comment");
  assertThrows(() => js`y = /a${x}/`, SyntaxError, "in a pattern");
  assertThrows(() => js`(a) / 2 + ${x}`, SyntaxError, "after a slash");
  assertEquals(String(js`a = "\"" + ${x} / 2`), `a = "\\"" + "x" / 2`);
});

Deno.test("js delivers functions, arrows and methods by their source", () => {
  const object = {
    twice(value: number) {
      return value * 2;
    },
    async *count() {
      yield await Promise.resolve(1);
    },
  };
  assertEquals(run(`(${js(object.twice)})(4)`), 8);
  assertEquals(typeof run(`(${js(object.count)})`), "function");
  assertEquals(
    run(String(js.call(
      (a: number, b: readonly number[]) => a + b.length,
      1,
      [1, 2],
    ))),
    3,
  );
  assertEquals(
    run(String(js`${function named() {
      return 5;
    }}()`)),
    5,
  );
});

Deno.test("js refuses what has no source, and names what a function captures", () => {
  assertThrows(() => js(Math.max), TypeError, "native or bound");
  assertThrows(() => js((() => 1).bind(null)), TypeError, "native or bound");
  const outside = 1;
  assertThrows(
    () => js(() => outside),
    TypeError,
    "it captures outside, which stays on the server",
  );
  assertThrows(() => js(() => Deno.cwd()), TypeError, "it captures Deno");
  assertEquals(
    String(js(() => outside, { globals: ["outside"] })),
    "()=>outside",
  );
});

Deno.test("capturedNames() finds free names and no others", () => {
  const cases: [string, string[]][] = [
    ["(a, { b, c: d = 1 }, [e], ...f) => a + b + d + e + f", []],
    ["() => { let x = 1, y = x; const { z } = y; return `${z} ${w}`; }", ["w"]],
    ["function f(n) { return n ? g : f(n - 1); }", ["g"]],
    ["() => ({ a: 1, b() { return this.a; }, c })", ["c"]],
    [
      "() => { for (const x of [1]) console.log(x); for (let i = 0; i < 2; i++) i; }",
      [],
    ],
    ["() => { try { document.title } catch (error) { alert(error) } }", []],
    ["() => { const f = (x) => x; return f(1).g.h?.i; }", []],
    ["() => 'a b c' + /d e/.test(\"f\") /* g */ // h", []],
    ["(x = fallback) => x", ["fallback"]],
    [
      "async () => { await fetch('/'); class A { #p = 1; m() { return this.#p; } } return new A(); }",
      [],
    ],
    ["() => __name(() => 1, 'x')", ["__name"]],
    ["() => a / b / c", ["a", "b", "c"]],
  ];
  for (const [source, names] of cases) {
    assertEquals(capturedNames(source), names, source);
  }
});

Deno.test("js writes code for event handlers and scripts", () => {
  assertEquals(
    renderToString(button({ onclick: js`f(${'"'})` }, "x")),
    `<button onclick="f(&#34;\\&#34;&#34;)">x</button>`,
  );
  assertEquals(
    renderToString(script(js`x = "</script>" + "<!--"`)),
    `<script>x = "\\x3c/script>" + "\\x3c!--"</script>`,
  );
  assertEquals(
    renderToString(script(raw("'</script>'"))),
    `<script>'\\x3c/script>'</script>`,
  );
});
