// Copyright 2026 the tpd2 authors. MIT license.

import { button, js, raw, renderToString, script } from "./mod.ts";
import { capturedNames } from "./_js_captures.ts";
import { CLIENT } from "../page/_client.ts";
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

Deno.test("js knows a text again, and asks for its captured names each time", () => {
  const outside = 1;
  const make = () => () => outside;
  const globals = ["outside"];
  assertEquals(String(js(make(), { globals })), "()=>outside");
  assertThrows(() => js(make()), TypeError, "it captures outside");
  assertEquals(String(js(make(), { globals })), "()=>outside");
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

Deno.test("capturedNames() follows scopes, and knows fields, labels and keys", () => {
  const cases: [string, string[]][] = [
    ["() => { { const x = 1; x; } return x; }", ["x"]],
    ["() => { { var x = 1; } return x; }", []],
    ["() => { [1].map((x) => x + 1); return x; }", ["x"]],
    ["() => { [1].map(x => x + 1); return x; }", ["x"]],
    ["() => { function g(x) { return x; } return g(x); }", ["x"]],
    ["() => { if (a) { let a = 1; return a } }", ["a"]],
    ["() => { for (const x of [1]) { x; } return x; }", ["x"]],
    [
      "() => { for (const x of [1]) if (x) f(x); else g(x); function f(){} function g(){} }",
      [],
    ],
    ["() => { try { } catch (error) { } return error; }", ["error"]],
    ["() => { try { } catch { } return error; }", ["error"]],
    ["() => { const f = x => x ? { y: x } : [x]\n return f(1) }", []],
    ["() => { return g(); function g() { return h; } }", ["h"]],
    ["() => { const x = () => y, y = 2; return x() }", []],
    ["(a) => (b) => (c) => a + b + c", []],
    [
      "() => { class A { m(q) { return q } static { let z = 1; z } } return z }",
      [
        "z",
      ],
    ],
    [
      "() => { const o = { get v() { return w }, set v(n) { w = n } }; return o }",
      ["w"],
    ],
    ["() => { label: for (let i = 0; ; i++) { continue label } }", []],
    ["() => { switch (1) { case 1: let s = 2; return s } }", []],
    ["() => { const { a = () => b, ...rest } = {}; return [a, rest] }", ["b"]],
    ["() => { for (const [k, v] of Object.entries({})) { k; v } return k }", [
      "k",
    ]],
    [
      "() => { (async () => { for await (const c of s()) { c } async function* s() {} })() }",
      [],
    ],
    [
      "function () { const self = this; return function inner() { return inner && self } }",
      [],
    ],
    ["() => { let i = 0; while (i < 2) { i++; const t = i; t } }", []],
    ["() => { if (x) { y } var x = 1, y = 2 }", []],
    ["() => { const a = (b, c) => { return b + c }; return a(1, 2) + c }", [
      "c",
    ]],
    ["() => `${[1].map((x) => `<${x}>`)} ${x}`", ["x"]],
    ["() => { do { var q = 1 } while (q) }", []],
    [
      "() => { const f = function named(n) { return n ? named(n - 1) : 0 }; return f(3) }",
      [],
    ],
    ["() => { var a = 1\n var b = a\n return a + b }", []],
    ["(e) => { const { target: { value: v } } = e; return v }", []],
    [
      "() => { class A extends B { options; static rules = lexer; state = {}; #x; m() { return tokens } accessor y; } return A }",
      ["B", "lexer", "tokens"],
    ],
    ["({ a: { b } }, [[c]]) => b + c", []],
    [
      "() => { for (let i = 0, n = 2; i < n; i++) { } for (const k in {}) { k } }",
      [],
    ],
  ];
  for (const [source, names] of cases) {
    assertEquals(capturedNames(source), names, source);
  }
});

Deno.test("capturedNames() finds nothing in the browser client, which is complete in itself", () => {
  assertEquals(capturedNames(`() => { ${CLIENT} }`), []);
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
