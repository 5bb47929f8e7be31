// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertThrows } from "@std/assert";
import { nuCheck, type NuProblem } from "../_tools/nu_check.ts";
import { jsx } from "./jsx-runtime.ts";
import {
  body,
  head,
  html,
  mathml,
  p,
  renderToString,
  setDevelopment,
  title,
} from "./mod.ts";

const { math, mfrac, mi, mn, mo, mover, mpadded, mspace, mtable, mtd, mtr } =
  mathml;

/** Takes the types from attributes, so that the type checker lets them pass. */
function anonymous(attributes: Record<string, unknown>): object {
  return attributes;
}

Deno.test("mathml writes lengths, numbers, words and booleans as MathML has them", () => {
  assertEquals(
    renderToString(mo(
      { form: "prefix", stretchy: false, fence: true, lspace: "0.2em" },
      "(",
    )),
    `<mo form="prefix" stretchy="false" fence="true" lspace="0.2em">(</mo>`,
  );
  assertEquals(
    renderToString(
      mover({ accent: "true", displaystyle: null }, mi("x"), mo("→")),
    ),
    `<mover accent="true"><mi>x</mi><mo>→</mo></mover>`,
  );
  assertEquals(
    renderToString(mtd({ columnspan: 2, class: ["a", false] })),
    `<mtd columnspan="2" class="a"></mtd>`,
  );
  const hostile = `"><script>`;
  assertEquals(
    renderToString(mspace({ width: hostile, "data-x": hostile })),
    `<mspace width="&#34;&gt;&lt;script&gt;" data-x="&#34;&gt;&lt;script&gt;"></mspace>`,
  );
});

Deno.test("mathml refuses unknown attributes in development, in functions, templates and JSX", () => {
  const message = "<mi> has no attribute stretchy";
  const wrong = [
    () => mi(anonymous({ stretchy: true }) as Record<never, never>, "x"),
    () =>
      html`
        <math>
          <mi stretchy="true">x</mi>
        </math>
      `,
    () =>
      html`
        <math>
          <mi stretchy="${true}">x</mi>
        </math>
      `,
    () =>
      html`
        <math>
          <mi ${{ stretchy: true }}>x</mi>
        </math>
      `,
    () => html`<mi stretchy="true">x</mi>`,
    () => jsx("mi", { stretchy: true, children: "x" }),
  ];
  for (const make of wrong) assertThrows(make, TypeError, message);
  assertThrows(
    () => html`<math title="x"></math>`,
    TypeError,
    "<math> has no attribute title",
  );
  setDevelopment(false);
  try {
    assertEquals(String(wrong[0]!()), `<mi stretchy="true">x</mi>`);
  } finally {
    setDevelopment(true);
  }
});

Deno.test("mathml refuses a wrong word of an enumerated attribute in templates", () => {
  assertThrows(
    () => html`<math display="wide"></math>`,
    TypeError,
    `attribute display has no value "wide"; allowed: block, inline`,
  );
  assertThrows(
    () =>
      html`
        <math>
          <mi mathvariant="bold">x</mi>
        </math>
      `,
    TypeError,
    "allowed: normal",
  );
  assertThrows(
    () =>
      html`
        <math>
          <mo stretchy="yes">(</mo>
        </math>
      `,
    TypeError,
    "allowed: true, false",
  );
  assertThrows(
    () =>
      html`
        <math>
          <mrow dir="auto"></mrow>
        </math>
      `,
    TypeError,
    "allowed: ltr, rtl",
  );
});

Deno.test("mathml leaves alone what it does not know", () => {
  // deno-fmt-ignore
  const content = html`<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mi aria-hidden="true" data-n="1">x</mi><annotation-xml encoding="MathML-Content"><ci type="real">x</ci></annotation-xml></semantics><mtext><b title="bold">b</b></mtext></math>`;
  assertEquals(renderToString(p(content)).includes(`<ci type="real">`), true);
});

Deno.test("mathml makes valid documents", async () => {
  const formula = math(
    { display: "block", alttext: "a half", displaystyle: true },
    mfrac({ linethickness: "2px" }, mn(1), mn({ mathcolor: "red" }, 2)),
    mo({ form: "infix", separator: true, movablelimits: false }, ","),
    mi({ mathvariant: "normal", dir: "rtl", mathsize: "120%" }, "x"),
    mpadded({ width: "1em", voffset: 0 }, mspace({ depth: "1ex" })),
    mtable(mtr(mtd({ rowspan: 1, columnspan: 2 }, mn(3)))),
  );
  const page = html({ lang: "en" }, head(title("Half")), body(formula));
  const none: NuProblem[] = [];
  assertEquals(
    await nuCheck(new Map([["half", renderToString(page)]])),
    none,
  );
});
