// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Page } from "playwright-core";
import { browserAvailable, withBrowser } from "../_tools/browser.ts";
import { Cutter } from "../_tools/cutter.ts";
import { serve } from "../http/mod.ts";
import {
  b,
  form,
  h1,
  input,
  isDevelopment,
  p,
  raw,
  script,
  setDevelopment,
} from "../ml/mod.ts";
import { open, openLive, withSite } from "./testdata/browser_site.ts";
import {
  actionButton,
  actionForm,
  appendTo,
  listChannel,
  messageChannel,
  site,
  stateChannel,
  textField,
} from "./mod.ts";

const ignore = !browserAvailable();

async function until(page: Page, condition: string): Promise<void> {
  while (!await page.evaluate(condition)) await page.waitForTimeout(20);
}

for (const isInDevelopment of [false, true]) {
  Deno.test({
    name: `a server that was started again ${
      isInDevelopment ? "has pages loaded again" : "brings pages up to date"
    }`,
    ignore,
    async fn() {
      const was = isDevelopment();
      setDevelopment(isInDevelopment);
      try {
        await restart(isInDevelopment);
      } finally {
        setDevelopment(was);
      }
    },
  });
}

async function restart(isInDevelopment: boolean): Promise<void> {
  const start = async (first: string) => {
    const log = messageChannel((text: string) => text, { id: "again-log" });
    log.append(first);
    const tested = site({ live: { retry: 20 } }).page("/", () => log);
    const server = await serve(tested, { hostname: "127.0.0.1", port: 0 });
    return { log, server, port: Number(new URL(server.url).port) };
  };
  const before = await start("before");
  await using cutter = new Cutter(before.port);
  await withBrowser(async (browser) => {
    const page = await openLive(browser, cutter.origin);
    await page.evaluate("window.same = true");
    cutter.isDown = true;
    cutter.cut();
    await before.server[Symbol.asyncDispose]();
    const after = await start("after");
    await using _server = after.server;
    cutter.port = after.port;
    cutter.isDown = false;
    if (isInDevelopment) {
      await page.waitForEvent("load");
      await page.waitForSelector("html[data-live=live]");
    }
    await page.waitForSelector("text=after");
    after.log.append("and on");
    await page.waitForSelector("text=and on");
    assertEquals(
      await page.locator("#ch-again-log li").allInnerTexts(),
      ["after", "and on"],
    );
    assertEquals(await page.evaluate("!!window.same"), !isInDevelopment);
    cutter.cut();
  });
}

Deno.test({
  name:
    "a channel that is gone has the page loaded again, but not what is typed",
  ignore,
  async fn() {
    const old = stateChannel(() => "old");
    let shown = old;
    const tested = site().page("/", () => [
      input({ id: "note", "aria-label": "Note" }),
      shown,
    ]);
    await withSite(tested, async (browser, url) => {
      const page = await openLive(browser, url);
      await page.fill("#note", "typing");
      shown = stateChannel(() => "new");
      old.close();
      await page.evaluate("dispatchEvent(new Event('offline'))");
      await until(page, `!document.querySelector("[data-channel]")`);
      assertEquals(await page.inputValue("#note"), "typing");
      await page.fill("#note", "");
      await page.waitForSelector("text=new");
      assertEquals(await page.inputValue("#note"), "");
    });
  },
});

Deno.test({
  name: "scripts run where the channel sends them and the page has a nonce",
  ignore,
  async fn() {
    const channel = stateChannel(() => "state", { scripts: true });
    const tested = site()
      .page("/with", (_values, context) => [
        script({ nonce: context.nonce }, raw("window.ran = []")),
        channel,
      ])
      .page("/without", () => channel);
    await withSite(tested, async (browser, url) => {
      const page = await openLive(browser, `${url}with`);
      const other = await openLive(browser, `${url}without`);
      channel.script("window.ran.push('yes')");
      await until(page, "window.ran.length === 1");
      assertEquals(await other.evaluate("window.ran"), undefined);
    });
  },
});

Deno.test({
  name: "an item that moves keeps what is typed in it, and the focus",
  ignore,
  async fn() {
    const list = listChannel(
      (name: string) => input({ id: `in-${name}`, "aria-label": name }),
      { key: (name) => name, items: ["a", "b", "c", "d"], id: "moving" },
    );
    await withSite(site().page("/", () => list), async (browser, url) => {
      const page = await openLive(browser, url);
      await page.fill("#in-b", "typed");
      list.reorder(["d", "c", "b", "a"]);
      await until(
        page,
        `document.querySelector("#ch-moving li").id === "ch-moving-d"`,
      );
      const state = await page.evaluate(
        `[[...document.querySelectorAll("#ch-moving input")].map((i) => i.id + i.value),
          document.activeElement.id]`,
      );
      assertEquals(state, [["in-d", "in-c", "in-btyped", "in-a"], "in-b"]);
    });
  },
});

Deno.test({
  name: "a form stays the same though a field of it is called id",
  ignore,
  async fn() {
    let count = 0;
    const entry = stateChannel(() => [
      b(count),
      form({ id: "entry" }, [
        input({ type: "hidden", name: "id", value: count }),
        input({ name: "note", "aria-label": "Note" }),
      ]),
    ], { id: "clobbered" });
    await withSite(site().page("/", () => entry), async (browser, url) => {
      const page = await openLive(browser, url);
      await page.fill("[name=note]", "typed");
      for (count = 1; count <= 2; count++) {
        entry.notify();
        await page.waitForSelector(`b:text-is('${count}')`);
      }
      assertEquals(await page.inputValue("[name=note]"), "typed");
      assertEquals(await page.inputValue("[name=id]"), "2");
      entry.send(appendTo(
        "ch-clobbered",
        form({ id: "entry" }, input({ name: "id", "aria-label": "Id" })),
      ));
      await page.waitForSelector("[aria-label=Id]");
      assertEquals(await page.locator("#entry").count(), 1);
    });
  },
});

Deno.test({
  name: "an action that expired says so and offers the page",
  ignore,
  async fn() {
    const tested = site().page("/", () => [
      h1("Page"),
      p(actionButton("Act", () => {})),
    ]);
    await withSite(tested, async (browser, url) => {
      const page = await open(browser, url);
      await page.evaluate(
        `document.querySelector("button").setAttribute("formaction", "/_tpd2/action/AAAAAAAAAAAAAAAAAAAAAA?tab=1")`,
      );
      await page.click("text=Act");
      const offer = page.locator("#tpd2-status a");
      await offer.waitFor();
      assertStringIncludes(await offer.innerText(), "Cannot do this any more");
      await Promise.all([page.waitForEvent("load"), offer.click()]);
      assertEquals(new URL(page.url()).pathname, "/");
      assertEquals(await page.textContent("h1"), "Page");
    });
  },
});

Deno.test({
  name: "a form that is sent twice at once is sent once, and errors are shown",
  ignore,
  async fn() {
    const { promise, resolve } = Promise.withResolvers<void>();
    const sent: string[] = [];
    const count = stateChannel(() => b(sent.length), { id: "sent" });
    const tested = site({ onError() {} });
    const form = tested.form({ text: textField("Text") }, async ({ text }) => {
      if (text === "fail") throw new Error("failed on purpose");
      sent.push(text);
      await promise;
      count.notify();
    });
    tested.page("/", () => [count, actionForm(form)]);
    await withSite(tested, async (browser, url) => {
      const page = await openLive(browser, url);
      await page.fill("[name=text]", "once");
      await page.evaluate(
        `(() => { const button = document.querySelector("main form button");
          button.click(); button.click(); })()`,
      );
      await page.waitForSelector("button[aria-busy=true]");
      // Typed while the first is on its way: it stays.
      await page.fill("[name=text]", "fail");
      resolve();
      await page.waitForSelector("#ch-sent b:text-is('1')");
      await until(page, `!document.querySelector("[aria-busy]")`);
      assertEquals(await page.inputValue("[name=text]"), "fail");
      await page.keyboard.press("Enter");
      await page.waitForSelector("#tpd2-status >> text=Failed");
      assertEquals(await page.inputValue("[name=text]"), "fail");
      assertEquals(sent, ["once"]);
      assert(browser.errors.some((text) => text.includes("500")));
    });
  },
});
