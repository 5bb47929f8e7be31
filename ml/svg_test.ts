// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertThrows } from "@std/assert";
import { jsx } from "./jsx-runtime.ts";
import {
  div,
  html,
  type Markup,
  mathml,
  p,
  raw,
  renderToString,
  setDevelopment,
  svg,
} from "./mod.ts";

/** Takes the name from markup, so that the type checker lets it pass. */
function anonymous(markup: Markup): Markup {
  return markup;
}

function refuses(make: () => unknown, message: string): void {
  assertThrows(make, TypeError, message);
}

function takes(markup: Markup): void {
  assertEquals(typeof renderToString(markup), "string");
}

Deno.test("development checks refuse a child in the wrong place in SVG, in functions, templates and JSX", () => {
  const message = "<svg:rect> is not allowed in <svg:circle>; allowed: " +
    "animation elements, descriptive elements, paint server elements, clipPath, marker, mask, script, style";
  const rect = anonymous(svg.rect());
  const wrong = [
    () => svg.circle(rect),
    () =>
      html`
        <svg>
          <circle>
            <rect />
          </circle>
        </svg>
      `,
    () =>
      html`
        <svg>
          <circle>${html`
            <rect />
          `}</circle>
        </svg>
      `,
    () => html`<svg>${html`<circle>${rect}</circle>`}</svg>`,
    () =>
      html`
        <circle>
          <rect />
        </circle>
      `,
    () =>
      jsx("svg", { children: jsx("circle", { children: jsx("rect", {}) }) }),
  ];
  for (const make of wrong) refuses(make, message);
  setDevelopment(false);
  try {
    assertEquals(String(svg.circle(rect)), "<circle><rect></rect></circle>");
  } finally {
    setDevelopment(true);
  }
});

Deno.test("development checks say names of SVG as they are written", () => {
  refuses(
    () =>
      html`
        <svg>
          <linearGradient>
            <feFlood />
          </linearGradient>
        </svg>
      `,
    "Cannot render svg:linearGradient: <svg:feFlood> is not allowed in <svg:linearGradient>; allowed: descriptive elements, animate",
  );
  refuses(() =>
    html`
      <svg>
        <p>x</p>
      </svg>
    `, "<svg:p> is not allowed in <svg>");
  refuses(
    () => svg.svg(anonymous(p("x"))),
    "<p> is not allowed in <svg>; allowed: animation elements",
  );
  refuses(() => html`<svg>text</svg>`, "text is not allowed in <svg>");
  refuses(() => p(anonymous(svg.g())), "<svg:g> is not allowed in <p>");
});

Deno.test("development checks look through links and switches of SVG", () => {
  takes(html`<svg><a href="/"><circle r="1"/></a></svg>`);
  takes(html`
    <svg>
      <text><a href="/">x <tspan>y</tspan></a></text>
    </svg>
  `);
  takes(html`<svg>${html`<a href="/"><circle r="1"/></a>`}</svg>`);
  takes(svg.g(svg.a(svg.title("x"), svg.g())));
  refuses(
    () => svg.text(svg.a(svg.circle())),
    "Cannot render svg:text > svg:a: <svg:circle> is not allowed in <svg:text>",
  );
  refuses(
    () => html`<svg><a href="/">x</a></svg>`,
    "svg > svg:a: text is not allowed in <svg>",
  );
  refuses(
    () => svg.g(svg.a(anonymous(svg.a()))),
    "<svg:a> is not allowed in <svg:a>",
  );
  refuses(
    () => svg.g(svg.switch(svg.a(svg.tspan()))),
    "svg:g > svg:switch > svg:a: <svg:tspan> is not allowed in <svg:g>",
  );
});

Deno.test("development checks know where HTML goes on in SVG and MathML", () => {
  takes(
    html`
      <svg>
        <foreignObject>
          <p>x</p>
          <my-thing></my-thing>
        </foreignObject>
        <desc><b>y</b></desc>
      </svg>
    `,
  );
  takes(html`
    <math>
      <mtext>x <b>y</b> <svg><g/></svg></mtext>
    </math>
  `);
  takes(html`
    <svg>
      <metadata>
        <rdf:RDF>
          <cc:Work />
        </rdf:RDF>
      </metadata>
    </svg>
  `);
  takes(html`
    <svg>
      <sodipodi:namedview />
      <g />
    </svg>
  `);
  takes(p(svg.svg(svg.foreignObject(div("x")))));
  refuses(
    () =>
      html`
        <svg>
          <foreignObject>
            <circle />
          </foreignObject>
        </svg>
      `,
    "<svg:circle> is not allowed in <svg:foreignObject>; allowed: flow content",
  );
  refuses(
    () =>
      html`
        <svg>
          <foreignObject>
            <ul>
              <p>x</p>
            </ul>
          </foreignObject>
        </svg>
      `,
    "<p> is not allowed in <ul>",
  );
  refuses(
    () =>
      html`
        <math>
          <mi>
            <p>x</p>
          </mi>
        </math>
      `,
    "<p> is not allowed in <math:mi>; allowed: phrasing content",
  );
  refuses(
    () =>
      html`
        <math>
          <semantics>
            <mi>x</mi>
            <annotation-xml encoding="text/html">
              <li>x</li>
            </annotation-xml>
          </semantics>
        </math>
      `,
    "<li> is not allowed in <math:annotation-xml>",
  );
});

Deno.test("development checks count the children of MathML elements", () => {
  const { mfrac, mi, mmultiscripts, mprescripts, msubsup, semantics } = mathml;
  const x = mi("x");
  takes(mfrac(x, x));
  takes(html`
    <math>
      <mfrac>
        <mi>x</mi>
        <mi>y</mi>
      </mfrac>
    </math>
  `);
  takes(mfrac(raw("<mi>x</mi><mi>y</mi>")));
  refuses(
    () => mfrac(x),
    "Cannot render math:mfrac: it needs 2 children, and has 1",
  );
  refuses(() => html`<mfrac>${[x, x, x]}</mfrac>`, "and has 3");
  refuses(() => msubsup(x, x), "it needs 3 children, and has 2");
  takes(mmultiscripts(x, x, x, mprescripts(), x, x));
  refuses(() => mmultiscripts(mprescripts()), "it needs a base");
  refuses(() => mmultiscripts(x, x), "scripts come in pairs");
  refuses(() => mmultiscripts(x, mprescripts(), x), "scripts come in pairs");
  refuses(
    () => mmultiscripts(x, mprescripts(), mprescripts()),
    "<math:mprescripts> may occur once only",
  );
  takes(semantics(x, mathml.annotation("x")));
  refuses(() => semantics(mathml.annotation("x")), "must come first");
  refuses(() => semantics(x, x), "one child besides annotations");
  refuses(() => html`<math>x</math>`, "text is not allowed in <math>");
});

Deno.test("development checks count the children of SVG elements that have a number", () => {
  const light = svg.fePointLight();
  takes(svg.feDiffuseLighting(light, svg.title("x")));
  refuses(() => svg.feDiffuseLighting(), "it needs one light source element");
  refuses(() => svg.feSpecularLighting(light, light), "one light source");
  refuses(
    () => svg.animateMotion(svg.mpath(), svg.mpath()),
    "<svg:mpath> may occur once only",
  );
});
