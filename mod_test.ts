// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertStringIncludes } from "@std/assert";
import { h1, serve, site, string } from "./mod.ts";

Deno.test("serve() answers on a port what the site answers without one", async () => {
  const hello = site({ title: "Hello" })
    .page(
      "/hello",
      { name: string("Friend") },
      ({ name }) => h1("Hello ", name),
    )
    .on(
      "POST",
      "/hello",
      { name: string() },
      ({ name }) => h1("Posted ", name),
    );
  await using server = await serve(hello, { port: 0 });
  const requests: [path: string, init: RequestInit][] = [
    ["/hello?name=%3CJohn%3E", {}],
    ["/hello?name=a&name=b", {}],
    ["/hello", { method: "HEAD" }],
    ["/hello", { method: "POST", body: new URLSearchParams({ name: "é" }) }],
    ["/hello", { method: "PUT" }],
    ["/nowhere", {}],
  ];
  for (const [path, init] of requests) {
    const served = await fetch(new URL(path, server.url), init);
    const direct = await hello.fetch(
      new Request(new URL(path, server.url), init),
    );
    assertEquals(served.status, direct.status, path);
    assertEquals(await served.text(), await direct.text(), path);
    for (const [name, value] of direct.headers) {
      assertEquals(served.headers.get(name), value, `${path} ${name}`);
    }
  }
});

Deno.test("mod.ts and a site need nothing but web standards", async () => {
  const code = `
    delete globalThis.Deno;
    delete globalThis.process;
    const { h1, site } = await import(${
    JSON.stringify(new URL("./mod.ts", import.meta.url).href)
  });
    const hello = site().page("/", () => h1("Portable"));
    const response = await hello.fetch(new Request("http://localhost/"));
    console.log(await response.text());
  `;
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--ext=ts", code],
    cwd: new URL(".", import.meta.url),
  }).output();
  const text = new TextDecoder().decode(stdout);
  assertStringIncludes(
    text,
    "<h1>Portable</h1>",
    new TextDecoder().decode(stderr),
  );
});
