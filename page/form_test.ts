// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";
import { redirect } from "../http/reply.ts";
import { isDevelopment, p, renderToString } from "../ml/mod.ts";
import { Browser } from "./_browse.ts";
import { renderShared } from "./_rendering.ts";
import {
  actionForm,
  checkboxField,
  fileField,
  type FormEntry,
  type FormField,
  hiddenField,
  numberField,
  ParameterError,
  selectField,
  type Site,
  site,
  textAreaField,
  textField,
} from "./mod.ts";

const FIELDS = {
  name: textField("Name", { maxLength: 20, pattern: /[A-Z].*/, help: "Yours" }),
  secret: textField("Password", { type: "password", required: false }),
  text: textAreaField("Text", { required: false, default: "\nHello" }),
  count: numberField("Count", { min: 1, max: 9, default: 2 }),
  share: numberField("Share", { fractions: true, required: false }),
  size: selectField("Size", { s: "Small", l: "Large" }, { default: "l" }),
  mood: selectField("Mood", ["good", "bad"], { required: false }),
  agree: checkboxField("I agree", { required: true }),
  from: hiddenField("mail"),
};

const GOOD = {
  name: "Ada",
  text: "a\r\nb",
  count: "3",
  share: "",
  size: "s",
  mood: "",
  agree: "on",
  from: "mail",
};

function asking(): { site: Site; seen: unknown[] } {
  const seen: unknown[] = [];
  const asking = site({ style: false, onError: (error) => seen.push(error) })
    .page("/", () =>
      actionForm(FIELDS, (values) => {
        if (values.name === "Eve") {
          throw new ParameterError([
            { name: "name", message: "is taken" },
            { name: "the guest list", message: "is full" },
          ]);
        }
        // What follows does not compile unless the types are as they should be.
        const typed: {
          name: string;
          count: number;
          share: number | null;
          size: "s" | "l";
          mood: "good" | "bad" | null;
          agree: boolean;
        } = values;
        seen.push(typed);
      }));
  return { site: asking, seen };
}

function formAction(text: string): string {
  return /<form [^>]*action="([^"]*)"/.exec(text)![1]!;
}

Deno.test("actionForm() renders fields with labels, help and bounds", async () => {
  assert(isDevelopment());
  const { text } = await new Browser(asking().site).get("/");
  assertMatch(
    text,
    /<form id="page-form-1" method="post" action="\/_tpd2\/action\/[\w-]{22}\?tab=1">/,
  );
  for (
    const part of [
      '<p><label for="page-form-1-name">Name</label> ' +
      '<input type="text" id="page-form-1-name" name="name" aria-describedby="page-form-1-name-help" ' +
      'required maxlength="20" pattern="[A-Z].*"> <small id="page-form-1-name-help">Yours</small></p>',
      '<textarea id="page-form-1-text" name="text" rows="4" maxlength="8000">\n\nHello</textarea>',
      'type="number" id="page-form-1-count" name="count" value="2" required min="1" max="9"',
      'name="share" step="any"',
      '<select id="page-form-1-size" name="size">' +
      '<option value="s">Small</option><option value="l" selected>Large</option></select>',
      '<option value="" label="–"></option><option value="good">good</option>',
      '<input type="checkbox" id="page-form-1-agree" name="agree" required> ' +
      '<label for="page-form-1-agree">I agree</label>',
      '<input type="hidden" name="from" value="mail">',
      '<p><button type="submit">Send</button></p></form>',
    ]
  ) assertStringIncludes(text, part);
});

Deno.test("actionForm() hands over typed values and starts anew", async () => {
  const { site, seen } = asking();
  const browser = new Browser(site);
  const action = formAction((await browser.get("/")).text);
  const page = await browser.post(action, new URLSearchParams(GOOD));
  assertEquals(seen, [{
    name: "Ada",
    secret: "",
    text: "a\nb",
    count: 3,
    share: null,
    size: "s",
    mood: null,
    agree: true,
    from: "mail",
  }]);
  assertEquals(page.status, 200);
  assert(!page.text.includes("Ada"));
  assertStringIncludes(page.text, 'name="count" value="2"');
});

Deno.test("actionForm() keeps what was filled in and says beside it what is wrong", async () => {
  const { site, seen } = asking();
  const browser = new Browser(site);
  let page = await browser.get("/");
  const bad = {
    ...GOOD,
    name: "<ada>",
    secret: "hunter2",
    count: "99",
    size: "xl",
    agree: "",
  };
  page = await browser.post(formAction(page.text), new URLSearchParams(bad));
  assertEquals(page.status, 200);
  assertEquals(seen, []);
  for (
    const part of [
      'aria-describedby="page-form-1-name-help page-form-1-name-problem" aria-invalid="true" autofocus value="&lt;ada&gt;"',
      '<strong id="page-form-1-name-problem">Name does not have the form that is asked for.</strong>',
      'aria-describedby="page-form-1-count-problem" aria-invalid="true" value="99"',
      "Count must be at most 9.",
      "Size must be one of the choices.",
      "I agree must be ticked.",
      '<option value="s">',
      ">a\r\nb</textarea>",
    ]
  ) assertStringIncludes(page.text, part);
  assert(!page.text.includes("hunter2"));
  // It is still there after a reload, and gone when it was accepted.
  page = await browser.get("/?tab=1");
  assertStringIncludes(page.text, "Count must be at most 9.");
  page = await browser.post(formAction(page.text), new URLSearchParams(GOOD));
  assertEquals(seen.length, 1);
  assert(!page.text.includes("problem"));
});

Deno.test("actionForm() says what the handler refuses", async () => {
  const browser = new Browser(asking().site);
  const page = await browser.post(
    formAction((await browser.get("/")).text),
    new URLSearchParams({ ...GOOD, name: "Eve" }),
  );
  assertStringIncludes(page.text, "Name is taken.");
  assertStringIncludes(
    page.text,
    "<p><strong>the guest list is full.</strong></p>",
  );
});

Deno.test("actionForm() tells a script what to change", async () => {
  const { site } = asking();
  const browser = new Browser(site);
  const action = formAction((await browser.get("/")).text);
  const bad = await browser.act(
    action,
    new URLSearchParams({ ...GOOD, count: "0" }),
  );
  assertEquals(bad.status, 422);
  const [event] = JSON.parse(bad.text);
  assertEquals(event.slice(0, 4), ["", "", -1, 0]);
  const [verb, id, html] = event[4][0];
  assertEquals([verb, id], ["morph", "page-form-1"]);
  assertStringIncludes(html, "Count must be at least 1.");
  // The form that is shown again is the same one.
  assertEquals(formAction(html), action);
  const good = await browser.act(action, new URLSearchParams(GOOD));
  assertEquals(JSON.parse(good.text), { go: "/?tab=1" });
  // Where channels tell what has changed, the page stays.
  site.onActed(() => [["chat", "e", 1, 2, []]]);
  await browser.act(action, new URLSearchParams({ ...GOOD, count: "0" }));
  const fixed = await browser.act(action, new URLSearchParams(GOOD));
  assertEquals(fixed.status, 200);
  const [first, second] = JSON.parse(fixed.text);
  assertEquals(first[0], "chat");
  assert(!second[4][0][2].includes("problem"));
  const again = await browser.act(action, new URLSearchParams(GOOD));
  assertEquals(JSON.parse(again.text).length, 1);
});

Deno.test("actionForm() refuses what is no form, repeated values and files", async () => {
  const browser = new Browser(asking().site);
  const action = formAction((await browser.get("/")).text);
  assertEquals((await browser.post(action, "{}")).status, 415);
  const twice = new URLSearchParams(GOOD);
  twice.append("name", "Bob");
  let page = await browser.post(action, twice);
  assertStringIncludes(page.text, "Name must be given only once.");
  const upload = new FormData();
  upload.append("name", new File(["x"], "x"));
  page = await browser.post(formAction(page.text), upload);
  assertStringIncludes(page.text, "Name must be text, not a file.");
});

Deno.test("fileField() takes files within bounds", async () => {
  const seen: unknown[] = [];
  const album = site({ style: false }).page("/", () =>
    actionForm(
      {
        title: textField("Title"),
        picture: fileField("Picture", { accept: ["image/*"], maxSize: 4 }),
        note: fileField("Note", { required: false, accept: [".txt"] }),
      },
      async ({ title, picture, note }) => {
        seen.push([title, picture.name, await picture.text(), note]);
        return redirect("/done");
      },
      { submit: "Upload", class: "wide", id: "album" },
    )).page("/done", () => p("Done"));
  const browser = new Browser(album);
  const page = await browser.get("/");
  assertMatch(
    page.text,
    /<form id="album" class="wide" method="post" action="[^"]*" enctype="multipart\/form-data">/,
  );
  const send = async (
    bytes: string,
    type: string,
    title = "Me",
  ): Promise<string> => {
    const form = new FormData();
    form.set("title", title);
    form.set("picture", new File([bytes], "me.png", { type }));
    form.set("note", new File([], ""));
    return (await browser.post(formAction(page.text), form)).text;
  };
  assertStringIncludes(await send("12345", "image/png"), "at most 4 bytes");
  assertStringIncludes(await send("1234", "text/html"), "one of image/*");
  const kept = await send("12345", "image/png", "Kept title");
  assertStringIncludes(kept, 'value="Kept title"');
  assertStringIncludes(await send("1234", "image/png"), "Done");
  assertEquals(seen, [["Me", "me.png", "1234", null]]);
});

Deno.test("site.form() is for everybody and is shown again on its own", async () => {
  const said: unknown[] = [];
  const chat = site({ style: false });
  const say = chat.form(
    { text: textField("Say", { maxLength: 5 }) },
    ({ text }, { visitor, frame }) =>
      said.push([text, visitor.hasActed, frame.location]),
  );
  assertThrows(
    () => renderShared("/_tpd2/", () => actionForm({}, () => {})),
    TypeError,
    "for everybody",
  );
  const shared = renderShared("/_tpd2/", () => actionForm(say));
  chat.page("/", (_values, { frame }) => [p(frame.tab), shared]);
  const browser = new Browser(chat);
  let page = await browser.get("/?room=1");
  page = await browser.post(
    formAction(page.text),
    new URLSearchParams({ text: "too long" }),
  );
  assertEquals(page.status, 422);
  assertStringIncludes(page.text, "Say must have at most 5 characters.");
  assertStringIncludes(page.text, 'value="too long"');
  assertStringIncludes(page.text, '<a href="/?room=1&amp;tab=1">');
  // What is shown on its own knows the tab, though no page of ours sends it.
  browser.url = new URL(formAction(page.text), browser.url).href;
  page = await browser.post(
    formAction(page.text),
    new URLSearchParams({ text: "short", tab: "1" }),
  );
  assertEquals(page.status, 200);
  assertEquals(said, [["short", true, "/?room=1"]]);
  assertStringIncludes(browser.url, "/?room=1&tab=1");
});

Deno.test("site.form() is shown again as it was on the page where it was sent", async () => {
  const one = site({ style: false });
  const say = one.form({ text: textField("Say", { maxLength: 5 }) }, () => {});
  for (const id of ["left", "right"]) {
    one.page(`/${id}`, () => actionForm(say, { id, submit: `Say ${id}` }));
  }
  const browser = new Browser(one);
  const left = await browser.get("/left");
  await browser.get("/right");
  browser.url = "http://localhost/left";
  const target = formAction(left.text).replaceAll("&amp;", "&");
  const refused = await browser.act(
    target,
    new URLSearchParams({ text: "too long" }),
  );
  assertEquals(refused.status, 422);
  const [[, , , , [[verb, id, markup]]]] = JSON.parse(refused.text);
  assertEquals([verb, id], ["morph", "left"]);
  assertStringIncludes(markup, "Say left");
  // Sent again from there it is the same form.
  assertStringIncludes(markup, `action="${formAction(left.text)}"`);
  const strange = await browser.act(
    target.replace("form=left", "form=%22nowhere"),
    new URLSearchParams({ text: "too long" }),
  );
  assertEquals(JSON.parse(strange.text)[0][4][0][1], "right");
});

Deno.test("fields never take what their bounds do not allow", () => {
  const entries = fc.array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 30 }),
      fc.constantFrom("", "on", "s", "l", "5", "-0", "1e9", "Ada", "\r\n"),
      fc.constant(new File(["x"], "x.txt")),
    ),
    { maxLength: 3 },
  );
  const holds: Record<string, (value: unknown) => boolean> = {
    name: (value) =>
      typeof value === "string" && /^[A-Z].{0,19}$/u.test(value) &&
      value === value.trim(),
    count: (value) =>
      Number.isInteger(value) && value as number >= 1 && value as number <= 9,
    share: (value) => value === null || Number.isFinite(value),
    size: (value) => value === "s" || value === "l",
    mood: (value) => value === null || value === "good" || value === "bad",
    agree: (value) => value === true,
    text: (value) => typeof value === "string" && !/[\r\0]/.test(value),
  };
  fc.assert(fc.property(
    fc.constantFrom(...Object.keys(holds)),
    entries,
    (name, given: FormEntry[]) => {
      const field: FormField<unknown> = FIELDS[name as keyof typeof FIELDS];
      let value: unknown;
      try {
        value = field.parse(given);
      } catch (error) {
        assert(error instanceof SyntaxError || error instanceof RangeError);
        return;
      }
      assert(holds[name]!(value), `${name}: ${value}`);
      // What was taken is taken again after it was shown.
      const shown = field.control({
        id: "i",
        name,
        describedBy: undefined,
        isInvalid: false,
        hasFocus: false,
        values: given.filter((entry) => typeof entry === "string"),
      });
      assert(!renderToString(shown).includes("<script"));
    },
  ));
});

Deno.test("actionForm() shows nothing again that no HTML may hold", async () => {
  const named = site();
  named.page(
    "/",
    () => actionForm({ name: textField("Name") }, () => {}, { submit: "Go" }),
  );
  const browser = new Browser(named);
  const page = await browser.get("/");
  const answer = await browser.post(
    formAction(page.text),
    new URLSearchParams({ name: "a\0\x1bb" }),
  );
  assertStringIncludes(answer.text, 'value="ab"');
});
