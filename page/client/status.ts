// Copyright 2026 the tpd2 authors. MIT license.

/** How the page is connected. */
export type State = "connecting" | "live" | "retrying" | "offline";

/** What is shown; the page may say it otherwise in `data-` attributes of the box. */
const TEXTS: Record<string, string> = {
  retrying: "Connecting again",
  offline: "Offline",
  failed: "Failed, try again",
};

/** A short trouble is not worth a word. */
const PATIENCE = 2000;

let timer: number | undefined;

/** The box, made when the page has none: it must be there before it speaks. */
export function statusBox(): HTMLElement {
  let box = document.getElementById("tpd2-status");
  if (!box) {
    box = document.createElement("div");
    box.id = "tpd2-status";
    box.role = "status";
    box.style.cssText =
      "position:fixed;bottom:0;z-index:9;padding:0 1em;line-height:2;background:#222;color:#fff";
    document.body.append(box);
  }
  return box;
}

/** Shows and announces a text, or no more; with an address it is a link. */
export function say(kind: string, text?: string, address?: string): void {
  const box = statusBox();
  const words = text || box.dataset[kind] || TEXTS[kind];
  const line = document.createElement(address ? "a" : "p");
  if (address) (line as HTMLAnchorElement).href = address;
  line.style.color = "inherit";
  line.append(words!);
  box.replaceChildren(...words ? [line] : []);
}

/** Tells the page's style and, if it lasts, the person how the page is connected. */
export function showState(state: State): void {
  const { dataset } = document.documentElement;
  if (dataset.live === state) return;
  dataset.live = state;
  clearTimeout(timer);
  timer = setTimeout(say, state === "live" ? 0 : PATIENCE, state);
}
