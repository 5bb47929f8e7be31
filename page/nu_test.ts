// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { nuCheck, type NuProblem } from "../_tools/nu_check.ts";
import { b, footer, h1, header, li, link, nav, p, ul } from "../ml/mod.ts";
import { actionOf, Browser } from "./_browse.ts";
import { exampleSite } from "../docs/examples/together.ts";
import {
  actionButton,
  actionForm,
  actionLink,
  checkboxField,
  collapser,
  fileField,
  hashPassword,
  hiddenField,
  integer,
  linkToPage,
  listChannel,
  loginForm,
  Logins,
  messageChannel,
  numberField,
  replaceLink,
  selectField,
  selectOne,
  type Site,
  site,
  type SiteOptions,
  stateChannel,
  string,
  textAreaField,
  textField,
} from "./mod.ts";

/** What would be markup, were it not escaped. */
const HOSTILE = `"><b id='x'>&amp;</p>`;

type Pages = Map<string, string>;

/** Where the first form of a page leads. */
function formAction(text: string): string {
  const found = /<form [^>]*action="([^"]*)"/.exec(text);
  assert(found !== null, `no form in ${text}`);
  return found[1]!.replaceAll("&amp;", "&");
}

/** Adds the answer to a GET, which must have the status. */
async function visit(
  pages: Pages,
  { fetch }: Pick<Site, "fetch">,
  path: string,
  status = 200,
  method = "GET",
): Promise<void> {
  const request = new Request(`http://localhost${path}`, { method });
  const response = await fetch(request);
  assertEquals(response.status, status, path);
  pages.set(`${pages.size} ${method} ${path}`, await response.text());
}

function laidOut(options: SiteOptions): Site {
  return site({ onError() {}, ...options })
    .page("/", () => h1("Content"))
    .page("/titled", () => [h1(HOSTILE), p("x")], { title: HOSTILE })
    .page("/text", () => "text alone")
    .page("/nothing", () => null)
    .page("/n/:n", { n: integer(), m: integer(1) }, ({ n }) => h1(n))
    .page("/fault", () => {
      throw new Error(HOSTILE);
    });
}

async function addLayouts(pages: Pages): Promise<void> {
  const sites = [
    laidOut({}),
    laidOut({ style: false, lang: "pt-BR", title: HOSTILE }),
    laidOut({
      title: "Full",
      head: link({ rel: "icon", href: "/icon.svg" }),
      bodyStart: () => header(nav(linkToPage("Home", "/"))),
      footer: footer(p("End")),
    }),
  ];
  const path = encodeURIComponent(HOSTILE);
  for (const site of sites) {
    const tested = { fetch: site.fetch.bind(site) };
    await visit(pages, tested, "/");
    await visit(pages, tested, "/titled");
    await visit(pages, tested, "/text");
    await visit(pages, tested, "/nothing");
    await visit(pages, tested, `/n/${path}?m=${path}`, 400);
    await visit(pages, tested, "/n/%ff", 400);
    await visit(pages, tested, `/${path}`, 404);
    await visit(pages, tested, "/titled", 405, "PUT");
    await visit(pages, tested, "/fault", 500);
  }
}

function asking(): Site {
  return site({ title: "Guests" }).page("/", () =>
    actionForm(
      {
        name: textField("Name", {
          help: HOSTILE,
          maxLength: 30,
          pattern: /[A-Z].*/,
        }),
        mail: textField("Mail", { type: "email", required: false }),
        secret: textField("Password", { type: "password", required: false }),
        note: textAreaField("Note", { required: false, default: HOSTILE }),
        count: numberField("Guests", { min: 1, max: 9, default: 1 }),
        share: numberField("Share", { fractions: true, required: false }),
        room: selectField("Room", { s: "Small", l: HOSTILE }),
        mood: selectField("Mood", ["good", "bad"], { required: false }),
        size: selectField("Size", ["small", "large"], { default: "large" }),
        picture: fileField("Picture", { required: false, accept: ["image/*"] }),
        agree: checkboxField("I agree", { required: true }),
        from: hiddenField(HOSTILE),
      },
      () => {},
      { class: "wide", submit: b("Book") },
    ));
}

async function addForms(pages: Pages): Promise<void> {
  const browser = new Browser(asking());
  const plain = await browser.get("/");
  pages.set("form", plain.text);
  const refused = new FormData();
  refused.set("name", HOSTILE);
  refused.set("mail", HOSTILE);
  refused.set("note", `\n${HOSTILE}`);
  refused.set("count", "many");
  const again = await browser.post(formAction(plain.text), refused);
  assertStringIncludes(again.text, "aria-invalid");
  pages.set("form refused", again.text);

  // A form for everybody, refused, is shown on a page of its own.
  const shared = site();
  const say = shared.form(
    { text: textField("Say", { maxLength: 5 }) },
    () => {},
  );
  shared.page("/", () => actionForm(say));
  const other = new Browser(shared);
  const page = await other.get("/");
  pages.set("form of the site", page.text);
  const alone = await other.post(
    formAction(page.text),
    new URLSearchParams({ text: HOSTILE }),
  );
  assertEquals(alone.status, 422);
  pages.set("form of the site refused", alone.text);
}

async function addActions(pages: Pages): Promise<void> {
  const acting = site();
  const vote = acting.action({ n: integer() }, () => {});
  acting.page("/", () => [
    p(
      actionButton("Act", () => {}, {
        id: "act",
        class: "big",
        description: HOSTILE,
      }),
      actionLink(b("Link"), () => {}, { current: true }),
      actionButton("Never", () => {}, { disabled: true }),
      actionButton("Vote", vote.with({ n: 1 })),
      replaceLink("Help", () => [h1("Helping"), p(replaceLink("Back", null))]),
      linkToPage(HOSTILE, "/", { params: { q: HOSTILE } }),
    ),
    selectOne([
      { label: "One", action: () => {}, current: true },
      { label: "Two", action: () => {}, disabled: true },
      { label: b("Three"), replace: () => p("Three") },
    ], { id: "choice", class: "choices" }),
    collapser("More", [p("Hidden"), ul(li("item"))], {
      open: true,
      id: "more",
    }),
    collapser(b("Less"), "text"),
  ]);
  const browser = new Browser(acting);
  const page = await browser.get("/");
  pages.set("actions", page.text);
  pages.set("acted", (await browser.post(actionOf(page, "Act"))).text);
  pages.set("replaced", (await browser.post(actionOf(page, "Help"))).text);
  const expired = await browser.post("/_tpd2/action/none");
  assertEquals(expired.status, 410);
  pages.set("expired", expired.text);
  const foreign = await browser.send(actionOf(page, "Vote"), {
    method: "POST",
    headers: { origin: "https://evil.example" },
  });
  assertEquals(foreign.status, 403);
  pages.set("foreign", foreign.text);
}

async function addLogin(pages: Pages): Promise<void> {
  const hash = await hashPassword("engine", { memory: 64, passes: 1 });
  const logins = new Logins(() => hash, { maxPerAccount: 1 });
  const office = site().page("/", (_values, { visitor }) => [
    p(visitor.name, " ", visitor.account ?? "nobody"),
    loginForm(logins),
  ]);
  const browser = new Browser(office);
  const login = async (password: string) => {
    const page = await browser.get("/");
    const values = new URLSearchParams({ account: HOSTILE, password });
    return (await browser.post(formAction(page.text), values)).text;
  };
  pages.set("login", (await browser.get("/")).text);
  pages.set("login refused", await login("steam"));
  pages.set("login too often", await login("steam"));
}

async function addChannels(pages: Pages): Promise<void> {
  const vote = () => actionButton("Mine", () => {});
  const live = site();
  const all = live.action({}, () => {});
  const items = [HOSTILE, "two"];
  const options = { items, key: (item: string) => item.length };
  const channels = [
    stateChannel(() => [b(HOSTILE), actionButton("All", all.with({}))], {
      id: "state",
    }),
    stateChannel(() => HOSTILE, {
      element: "output",
      attributes: { "aria-live": "polite" },
    }),
    stateChannel((frame) => [frame.tab, vote()], {
      id: "state.mine",
      perFrame: true,
    }),
    listChannel((item: string) => item, {
      ...options,
      itemAttributes: () => ({ class: "item" }),
    }),
    listChannel((item: string) => [item, vote()], {
      ...options,
      perFrame: true,
      element: "ol",
    }),
    listChannel((item: string) => item, { key: String, element: "div" }),
  ];
  const chat = messageChannel((text: string) => [b("Ann "), text], {
    id: "chat",
    limit: 2,
  });
  const mine = messageChannel((text: string) => [text, vote()], {
    perFrame: true,
    element: "ol",
  });
  for (const text of ["one", "two", HOSTILE]) {
    chat.append(text);
    mine.append(text);
  }
  live.page("/", (_values, { frame }) => [
    h1("Live"),
    [...channels, chat, mine].map((channel) => channel.for(frame)),
  ]);
  const browser = new Browser(live);
  const page = await browser.get("/");
  pages.set("channels", page.text);
  pages.set("channels later", (await browser.post(actionOf(page, "All"))).text);
}

async function addExamples(pages: Pages): Promise<void> {
  const browser = new Browser(exampleSite());
  let page = await browser.get("/");
  pages.set("example", page.text);
  const forms = [...page.text.matchAll(/<form [^>]*action="([^"]+)"/g)]
    .map(([, action]) => action!.replaceAll("&amp;", "&"));
  for (const action of forms) {
    for (const value of [HOSTILE, ""]) {
      const values = new URLSearchParams({ task: value, text: value });
      page = await browser.post(action, values);
      pages.set(`example ${action} ${value}`, page.text);
    }
    page = await browser.get("/");
  }
  pages.set("example used", page.text);

  const hello = site({ title: "Greetings" }).page(
    "/hello",
    { name: string("Friend"), times: integer(1, { min: 1, max: 9 }) },
    ({ name, times }) => [
      h1("Hello ", name),
      ul(Array.from({ length: times }, (_, i) => li("Greeting ", i + 1))),
    ],
  );
  const tested = { fetch: hello.fetch.bind(hello) };
  await visit(pages, tested, "/hello?name=%3CAda%3E&times=3");
  await visit(pages, tested, "/hello?times=many", 400);
}

Deno.test("pages of every kind are valid HTML", async () => {
  const pages: Pages = new Map();
  await addLayouts(pages);
  await addForms(pages);
  await addActions(pages);
  await addLogin(pages);
  await addChannels(pages);
  await addExamples(pages);
  for (const [name, text] of pages) {
    assertStringIncludes(text, "<!DOCTYPE html>", name);
  }
  const none: NuProblem[] = [];
  assertEquals(await nuCheck(pages, { warnings: true }), none);
});
