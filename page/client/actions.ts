// Copyright 2026 the tpd2 authors. MIT license.

import type { LiveEvent } from "./cursors.ts";
import { writeCursors } from "./cursors.ts";
import { navigate } from "./navigation.ts";
import { cursors } from "./page_channels.ts";
import { say } from "./status.ts";
import { receive } from "./tabs.ts";

/** Who sends, and whether what it sent is on its way: attributes may be patched. */
type Sender = HTMLElement & { busy?: boolean };

/** Sends the forms of actions without loading the page again. */
export function sendActions(prefix: string): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    const submitter = event.submitter as HTMLButtonElement | null;
    const read = (name: string) =>
      submitter?.getAttribute(`form${name}`) ?? form.getAttribute(name) ?? "";
    const url = new URL(read("action"), location.href).href;
    if (
      event.defaultPrevented || !url.startsWith(prefix) || read("target")
    ) return;
    event.preventDefault();
    const sender: Sender = submitter ?? form;
    if (sender.busy) return;
    sender.busy = true;
    sender.ariaBusy = "true";
    send(url, form, new FormData(form, submitter), read("enctype"))
      .catch(() => say("failed"))
      .finally(() => {
        sender.busy = false;
        sender.ariaBusy = null;
      });
  });
}

async function send(
  url: string,
  form: HTMLFormElement,
  data: FormData,
  enctype: string,
): Promise<void> {
  const body = enctype.startsWith("multipart")
    ? data
    : new URLSearchParams(data as unknown as Record<string, string>);
  const sent = contentOf(form);
  const response = await fetch(url, {
    method: "POST",
    body,
    headers: {
      accept: "application/json",
      "tpd2-live": writeCursors(cursors).join(" ") || "1",
    },
  });
  const answer: LiveEvent[] | { go?: string; error?: string } = await response
    .json();
  if (Array.isArray(answer)) {
    say("");
    // What was typed in the meantime stays.
    if (response.ok && contentOf(form) === sent) form.reset();
    receive(answer);
  } else if (answer.error) say("failed", answer.error, answer.go);
  else navigate(answer.go!);
}

function contentOf(form: HTMLFormElement): string {
  return JSON.stringify([...new FormData(form)]);
}
