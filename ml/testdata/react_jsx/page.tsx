// Copyright 2026 the tpd2 authors. MIT license.

import { type Child, renderToString } from "@tpd2/tpd2/ml";

function Item({ name, children }: { name: string; children?: Child }) {
  return <li title={name}>{name}: {children}</li>;
}

const more = { id: "x" };
console.log(renderToString(
  <>
    <ul {...more} class="names">
      {["<Ann>", "Bob"].map((name) => (
        <Item key={name} name={name}>
          <b>{1}</b>
        </Item>
      ))}
    </ul>
    <input disabled value="x" />
  </>,
));
