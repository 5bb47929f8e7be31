// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import { AxeBuilder } from "@axe-core/playwright";
import {
  browserAvailable,
  type TestBrowser,
  withBrowser,
} from "../_tools/browser.ts";
import { nuCheck } from "../_tools/nu_check.ts";
import { serve } from "../http/mod.ts";
import { h1, li, p, ul } from "../ml/mod.ts";
import { Browser } from "./_browse.ts";
import {
  actionButton,
  actionForm,
  checkboxField,
  collapser,
  fileField,
  hiddenField,
  linkToPage,
  numberField,
  replaceLink,
  selectField,
  selectOne,
  type Site,
  site,
  textAreaField,
  textField,
} from "./mod.ts";

const ignore = !browserAvailable();

/** A page that has one of everything. */
function everything(guests: string[]): Site {
  return site({ title: "Guests" }).page("/", (_values, { visitor }) => [
    h1("Guests of ", visitor.name),
    ul({ id: "guests" }, guests.map((guest) => li(guest))),
    actionForm({
      name: textField("Name", { help: "In full", maxLength: 30 }),
      count: numberField("Guests", { min: 1, max: 9, default: 1 }),
      size: selectField("Room", { s: "Small", l: "Large" }),
      note: textAreaField("Note", { required: false }),
      picture: fileField("Picture", { required: false }),
      agree: checkboxField("I agree"),
      from: hiddenField("mail"),
    }, ({ name, count }) => guests.push(`${name} ${count}`)),
    p(
      actionButton("Clear", () => guests.length = 0, { id: "clear" }),
      " ",
      replaceLink("Help", () => h1("Helping")),
      " ",
      linkToPage("Home", "/"),
    ),
    selectOne([{ label: "One", action: () => {}, current: true }]),
    collapser("More", p("Hidden")),
  ]);
}

async function withPage(
  guests: string[],
  fn: (browser: TestBrowser, url: string) => Promise<void>,
): Promise<void> {
  const site = everything(guests);
  await using server = await serve(site, { hostname: "127.0.0.1", port: 0 });
  await withBrowser(async (browser) => {
    await fn(browser, server.url);
    assertEquals(browser.cspViolations, []);
  });
}

for (const javaScriptEnabled of [true, false]) {
  Deno.test({
    name: `a form works in a browser ${
      javaScriptEnabled ? "with" : "without"
    } JavaScript`,
    ignore,
    fn: async () => {
      const guests: string[] = [];
      await withPage(guests, async (browser, url) => {
        const page = await browser.newPage({ javaScriptEnabled });
        page.setDefaultTimeout(10_000);
        await page.goto(url);
        await page.fill("[name=name]", "Ada");
        await page.fill("[name=note]", "half-typed");
        await page.selectOption("[name=size]", "l");
        // What the browser finds out by itself it would not send.
        if (javaScriptEnabled) {
          await page.evaluate("document.forms[0].noValidate = true");
          await page.evaluate("window.same = true");
          await page.fill("[name=count]", "10");
        } else {
          await page.fill("[name=name]", "   ");
        }
        await page.click("form[id^=page-form] button");
        await page.waitForSelector("[aria-invalid=true]");
        const field = javaScriptEnabled ? "count" : "name";
        const problem = page.locator(`#page-form-1-${field}-problem`);
        assertEquals(
          await problem.innerText(),
          field === "count"
            ? "Guests must be at most 9."
            : "Name must be filled in.",
        );
        assertEquals(await page.inputValue("[name=note]"), "half-typed");
        assertEquals(await page.inputValue("[name=size]"), "l");
        assertEquals(guests, []);

        if (javaScriptEnabled) {
          // The page was not loaded again.
          assertEquals(await page.evaluate("window.same"), true);
        }

        await page.fill("[name=count]", "3");
        await page.fill("[name=name]", "Ada");
        await page.click("form[id^=page-form] button");
        await page.waitForSelector("#guests li");
        assertEquals(guests, ["Ada 3"]);
        assertEquals(await page.inputValue("[name=note]"), "");
        assertEquals(await page.locator("[aria-invalid]").count(), 0);

        // Everything can be reached and chosen by the keyboard.
        await page.focus("#clear");
        await page.keyboard.press("Enter");
        await page.waitForSelector("#guests li", { state: "detached" });
        await page.getByText("Help").focus();
        await page.keyboard.press("Space");
        await page.waitForSelector("text=Helping");
      });
    },
  });
}

Deno.test({
  name: "forms, buttons and lists are accessible",
  ignore,
  fn: () =>
    withPage(["Bob 1"], async (browser, url) => {
      const page = await browser.newPage();
      await page.goto(url);
      const { violations } = await new AxeBuilder({ page }).analyze();
      assertEquals(violations.map(({ id, help }) => `${id}: ${help}`), []);
    }),
});

Deno.test("forms, buttons and lists are valid HTML", async () => {
  const browser = new Browser(everything(["Bob 1"]));
  const page = await browser.get("/");
  const action = /<form [^>]*action="([^"]*)"/.exec(page.text)![1]!;
  const refused = await browser.post(action, new URLSearchParams({ name: "" }));
  const expired = await browser.post("/_tpd2/action/none");
  const pages = new Map([
    ["page", page.text],
    ["refused", refused.text],
    ["expired", expired.text],
  ]);
  assertEquals(await nuCheck(pages), []);
});
