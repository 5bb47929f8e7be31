// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import { p } from "../ml/mod.ts";
import { actionOf, Browser } from "./_browse.ts";
import { actionButton, type Site, site, type SiteOptions } from "./mod.ts";

function counter(options: SiteOptions = {}): Site {
  return site(options).page("/", () => p(actionButton("More", () => {})));
}

Deno.test("an action is refused unless it comes from a page of the site", async () => {
  const cases: [headers: Record<string, string>, status: number][] = [
    [{}, 403],
    [{ "sec-fetch-site": "same-origin" }, 303],
    [{ "sec-fetch-site": "same-site" }, 403],
    [{ "sec-fetch-site": "cross-site" }, 403],
    [{ "sec-fetch-site": "none" }, 403],
    [{ "sec-fetch-site": "cross-site", origin: "http://localhost" }, 403],
    [{ origin: "http://localhost" }, 303],
    [{ origin: "https://localhost" }, 303],
    [{ origin: "http://localhost:81" }, 403],
    [{ origin: "http://evil.example" }, 403],
    [{ origin: "null" }, 403],
    [{ referer: "http://localhost/" }, 403],
    [{ "content-type": "application/json" }, 403],
  ];
  for (const [headers, status] of cases) {
    const browser = new Browser(counter());
    const action = actionOf(await browser.get("/"), "More");
    const answer = await browser.send(action, { method: "POST", headers });
    assertEquals(answer.status, status, JSON.stringify(headers));
  }
});

Deno.test("an action is compared with baseUrl where there is one", async () => {
  const options = { baseUrl: "https://shop.example/" };
  for (
    const [origin, status] of [
      ["https://shop.example", 303],
      ["http://shop.example", 403],
      ["http://localhost", 403],
    ] as const
  ) {
    const browser = new Browser(counter(options));
    const action = actionOf(await browser.get("/"), "More");
    assertEquals([...browser.cookies.keys()], ["__Host-tpd2"]);
    const headers = { origin };
    const answer = await browser.send(action, { method: "POST", headers });
    assertEquals(answer.status, status, origin);
  }
});
