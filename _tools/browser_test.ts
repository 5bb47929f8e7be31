// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { browserAvailable, findChromium, withBrowser } from "./browser.ts";

const ignore = !browserAvailable();

function respond(body: string, csp: string): Response {
  return new Response(
    `<!DOCTYPE html><html lang="en"><title>x</title>${body}`,
    {
      headers: { "content-type": "text/html", "content-security-policy": csp },
    },
  );
}

Deno.test({
  name: "withBrowser() counts violations and errors apart",
  ignore,
  async fn() {
    await using server = Deno.serve(
      { port: 0, hostname: "127.0.0.1", onListen() {} },
      (request) =>
        new URL(request.url).pathname === "/refused"
          ? respond(
            `<script>document.title = "ran"</script>`,
            "script-src 'self'",
          )
          : respond(
            `<script>console.error("logged"); throw new Error("thrown")</script>`,
            "script-src 'unsafe-inline'",
          ),
    );
    const origin = `http://127.0.0.1:${server.addr.port}`;
    await withBrowser(async (browser) => {
      const page = await browser.newPage();
      await page.goto(`${origin}/refused`);
      assertEquals(await page.title(), "x");
      assertEquals(browser.cspViolations.length, 1);
      assertEquals(browser.errors.filter((e) => !/favicon|404/.test(e)), []);

      await page.goto(`${origin}/errors`);
      await page.evaluate("1");
      assertEquals(browser.cspViolations.length, 1);
      assertStringIncludes(browser.errors.join("\n"), "logged");
      assertStringIncludes(browser.errors.join("\n"), "thrown");
    });
  },
});

Deno.test({
  name: "withBrowser() keeps the browser off the network",
  ignore,
  fn: () =>
    withBrowser(async (browser) => {
      const page = await browser.newPage();
      await assertRejects(
        () => page.goto("http://example.com/"),
        Error,
        "ERR_NAME_NOT_RESOLVED",
      );
    }),
});

Deno.test({
  name: "withBrowser() closes the browser when the function throws",
  ignore,
  async fn() {
    let connected: (() => boolean) | undefined;
    await assertRejects(
      () =>
        withBrowser((browser) => {
          connected = () => browser.browser.isConnected();
          assert(connected());
          return Promise.reject(new RangeError("enough"));
        }),
      RangeError,
      "enough",
    );
    assertEquals(connected?.(), false);
  },
});

Deno.test("browserAvailable() skips without a browser and throws in CI", () => {
  const before = Deno.env.get("CI");
  try {
    Deno.env.set("CI", "true");
    assertThrows(
      () => browserAvailable("no-such-browser"),
      Error,
      "Cannot start a browser: no Chromium is installed",
    );
    Deno.env.delete("CI");
    assertEquals(browserAvailable("no-such-browser"), false);
  } finally {
    if (before === undefined) Deno.env.delete("CI");
    else Deno.env.set("CI", before);
  }
});

Deno.test("findChromium() looks in the given folders first", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const file = `${folder}/chromium`;
    await Deno.writeTextFile(file, "#!/bin/sh\n");
    assert(findChromium(folder) !== file, "not a program yet");
    await Deno.chmod(file, 0o755);
    assertEquals(findChromium(folder), file);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
