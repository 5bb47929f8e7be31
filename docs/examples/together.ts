// Copyright 2026 the tpd2 authors. MIT license.

/**
 * A counter, a to-do list and a chat that everybody shares, on one page. Open it in two
 * browsers, or in one without JavaScript: `deno run -A docs/examples/together.ts [port]`.
 *
 * @module
 */

import { serve } from "../../http/mod.ts";
import { b, h1, h2, link, section, span } from "../../ml/mod.ts";
import { EXAMPLE_STYLE } from "./_together_style.ts";
import * as page from "../../page/mod.ts";

const { actionButton, actionForm } = page;
const TYPE = { headers: { "content-type": "text/css" } };

/** The example's site; each has a counter, a list and a chat of its own. */
export function exampleSite(options: page.SiteOptions = {}): page.Site {
  const head = link({ rel: "stylesheet", href: "/style.css" });
  const site = page.site({ title: "Together", head, ...options });
  let count = 0;
  const add = site.action({ by: page.integer() }, ({ by }) => {
    count += by;
    counter.notify();
  });
  const step = (label: string, by: number, description: string) =>
    actionButton(label, add.with({ by }), { id: `step${by}`, description });
  const counter = page.stateChannel(
    () => [step("−", -1, "One less"), b(count), step("+", 1, "One more")],
    { id: "counter" },
  );

  type Task = { key: number; text: string; done: boolean };
  let lastKey = 0;
  const toggle = site.action({ key: page.integer() }, ({ key }) => {
    const task = todo.items.find((task) => task.key === key);
    if (task?.done) todo.remove(key);
    else if (task) todo.update({ ...task, done: true });
  });
  const todo = page.listChannel<Task>(({ key, text, done }) => [
    actionButton(done ? "Clear" : "Done", toggle.with({ key })),
    span(text),
  ], {
    id: "todo",
    key: ({ key }) => key,
    itemAttributes: ({ done }) => ({ class: done && "done" }),
  });
  const task = { task: page.textField("Task", { maxLength: 100 }) };
  const newTask = site.form(task, ({ task }) => {
    todo.append({ key: ++lastKey, text: task, done: false });
  });

  const chat = page.messageChannel<{ name: string; text: string }>(
    ({ name, text }) => [b(name), " ", text],
    { id: "chat", limit: 50 },
  );
  const say = { text: page.textField("Say", { maxLength: 300 }) };
  const newMessage = site.form(
    say,
    ({ text }, { visitor }) => chat.append({ name: visitor.name, text }),
  );

  site.on("GET", "/style.css", () => new Response(EXAMPLE_STYLE, TYPE));
  return site.page("/", () => [
    h1("Together"),
    section(h2("Counter"), counter),
    section(h2("To do"), todo, actionForm(newTask, { submit: "Add" })),
    section(h2("Chat"), chat, actionForm(newMessage, { submit: "Send" })),
  ]);
}

if (import.meta.main) {
  const port = Number(Deno.args[0] ?? 8080);
  await serve(exampleSite(), { port }).catch((error) => {
    console.error(error.message);
    Deno.exit(1);
  });
}
