// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { h1, p } from "../../ml/mod.ts";
import {
  actionButton,
  actionForm,
  integer,
  type Site,
  site,
  stateChannel,
  string,
  textField,
} from "../../page/mod.ts";
import { TestBrowser } from "../../page/testing.ts";
import type { Cases } from "./cases.ts";

/** A site with a page of each kind. */
function example(): Site {
  const pages = site({ title: "Smoke", onError() {} });
  let count = 0;
  const press = pages.action(() => {
    count++;
    counter.notify();
  });
  const counter = stateChannel(() => ["Count: ", count], { id: "count" });
  const notes: string[] = [];
  const note = pages.form(
    { text: textField("Note", { maxLength: 20 }) },
    ({ text }) => void notes.push(text),
  );
  return pages
    .page(
      "/hello/:name",
      { name: string(), times: integer(1, { min: 1, max: 9 }) },
      ({ name, times }) => [
        h1("Hello ", name),
        Array.from({ length: times }, () => p("Hello again")),
      ],
    )
    .page("/", () => [
      counter,
      actionButton("Press", press),
      actionForm(note, { submit: "Add" }),
      notes.map((text) => p(text)),
    ])
    .page("/fault", () => {
      throw new Error("secret");
    });
}

function get(pages: Site, path: string): Promise<Response> {
  return pages.fetch(new Request(`http://localhost${path}`));
}

/** Reads a stream until a text is in what came, and gives it up. */
async function readUntil(response: Response, text: string): Promise<string> {
  const reader = response.body!.pipeThrough(new TextDecoderStream())
    .getReader();
  let seen = "";
  while (!seen.includes(text)) {
    const { value, done } = await reader.read();
    assert(!done, `the stream ended after ${seen}`);
    seen += value;
  }
  await reader.cancel();
  return seen;
}

/** Pages through `site.fetch`: parameters, actions, forms, channels. */
export const pageCases: Cases = {
  async "a page has its parameters, escaped and checked"() {
    const response = await get(example(), "/hello/%3CAda%3E?times=2");
    assertEquals(response.status, 200);
    const policy = response.headers.get("content-security-policy")!;
    assertStringIncludes(policy, "script-src 'self'");
    const text = await response.text();
    assertStringIncludes(text, "<h1>Hello &lt;Ada&gt;</h1>");
    assertEquals(text.match(/Hello again/g)?.length, 2);
    assertEquals((await get(example(), "/hello/a?times=x")).status, 400);
  },
  async "what goes wrong is a page too"() {
    assertEquals((await get(example(), "/nowhere")).status, 404);
    const fault = await get(example(), "/fault");
    assertEquals(fault.status, 500);
    assert(!(await fault.text()).includes("secret"), "it shows the secret");
  },
  async "an action is a button: POST, redirect, GET"() {
    const pages = example();
    const html = await (await get(pages, "/")).text();
    const action = /formaction="([^"]+)"/.exec(html)![1]!;
    const request = (origin: string) =>
      new Request(`http://localhost${action}`, {
        method: "POST",
        headers: {
          origin,
          "content-type": "application/x-www-form-urlencoded",
        },
        body: "",
      });
    const foreign = await pages.fetch(request("http://elsewhere.example"));
    assertEquals(foreign.status, 403);
    const done = await pages.fetch(request("http://localhost"));
    assertEquals(done.status, 303);
    assertStringIncludes(await (await get(pages, "/")).text(), "Count: 1");
  },
  async "a form is filled in and sent by a browser"() {
    const page = await new TestBrowser(example()).open("/");
    await page.press("Add", { text: "Milk & honey" });
    assertStringIncludes(page.html, "<p>Milk &amp; honey</p>");
  },
  async "a channel tells on an event stream what has changed"() {
    const pages = example();
    const html = await (await get(pages, "/")).text();
    const cursor = /data-channel="([^"]+)"/.exec(html)![1]!;
    const action = /formaction="([^"]+)"/.exec(html)![1]!;
    const stream = await get(
      pages,
      `/_tpd2/live?t=stream&c=${encodeURIComponent(cursor)}`,
    );
    assertEquals(stream.headers.get("content-type"), "text/event-stream");
    await pages.fetch(
      new Request(`http://localhost${action}`, {
        method: "POST",
        headers: { origin: "http://localhost" },
      }),
    );
    assertStringIncludes(await readUntil(stream, "Count: 1"), "data:");
  },
  async "Bun serves a site by its fetch"() {
    const { Bun } = globalThis as {
      Bun?: {
        serve(options: { port: number; fetch: Site["fetch"] }): {
          url: URL;
          stop(force: boolean): Promise<void>;
        };
      };
    };
    if (Bun === undefined) return;
    const server = Bun.serve({ port: 0, fetch: example().fetch });
    const response = await fetch(new URL("/hello/Bun", server.url));
    assertStringIncludes(await response.text(), "<h1>Hello Bun</h1>");
    await server.stop(true);
  },
};
