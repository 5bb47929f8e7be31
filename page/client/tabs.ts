// Copyright 2026 the tpd2 authors. MIT license.

import {
  type Audience,
  check,
  restart,
  start,
  state as ownState,
  stop,
  wish,
} from "./connection.ts";
import type { Cursors, LiveEvent } from "./cursors.ts";
import { cursors, scan, take } from "./page_channels.ts";
import { showState, type State } from "./status.ts";

/** What the tabs of a browser tell each other. */
type Message =
  | ["who"]
  | ["wish", Cursors]
  | ["events", LiveEvent[]]
  | ["state", State];

/** How long the leader waits for the wishes of the others. */
const GATHER = 50;
/**
 * How long a tab may be hidden before it lets go of the connection: it must not
 * be put to sleep with it.
 */
const HIDDEN = 3000;

let channel: BroadcastChannel | undefined;
let url: string;
/** What the tabs share that run the same client. */
let common: string;
/** Ends the wait for leadership, or leadership. */
let resign: (() => void) | undefined;
let leading = false;
let timer: number | undefined;

/**
 * Keeps the page connected while somebody may look at it. Of all tabs of a
 * browser one leads and has the connection; where tabs cannot talk to each other,
 * each has its own.
 */
export function keepConnected(address: string, client: string): void {
  url = address;
  common = client;
  document.addEventListener("visibilitychange", look);
  // A page that is kept for going back must hold neither lock nor connection.
  addEventListener("pagehide", retire);
  addEventListener("pageshow", ({ persisted }) => persisted && look());
  addEventListener("online", check);
  addEventListener("offline", restart);
  look();
}

const AUDIENCE: Audience = {
  gather: async () => {
    tellWish();
    if (!channel) return;
    post(["who"]);
    await new Promise((resolve) => setTimeout(resolve, GATHER));
  },
  deliver: (events) => {
    post(["events", events]);
    receive(events);
  },
  tell: (state) => {
    post(["state", state]);
    showState(state);
  },
};

/** Takes events, wherever they come from. */
export function receive(events: LiveEvent[]): void {
  if (take(events)) tellWish();
}

/** Tells what the page has. */
function tellWish(): void {
  if (leading) wish(cursors);
  else post(["wish", cursors]);
}

function post(message: Message): void {
  channel?.postMessage(message);
}

function listen({ data }: MessageEvent<Message>): void {
  const [kind, value] = data;
  if (leading) {
    if (kind === "wish") {
      wish(value);
      post(["state", ownState]);
    }
  } else if (kind === "who") document.hidden || tellWish();
  else if (kind === "events") receive(value);
  else if (kind === "state") showState(value);
}

/** Where somebody looks: leads, or follows who leads. */
function look(): void {
  clearTimeout(timer);
  if (document.hidden) timer = setTimeout(retire, HIDDEN);
  else appear();
}

function appear(): void {
  scan();
  if (!cursors.size) return;
  if (leading) return check();
  if (!resign) {
    showState("connecting");
    const waiting = new AbortController();
    resign = () => waiting.abort();
    // Old browsers have no such things, and who forbids cookies forbids them.
    stand(waiting).catch(() => resign && lead(() => {}));
  }
  tellWish();
}

/** Waits to lead, and listens to who does. */
async function stand(waiting: AbortController): Promise<void> {
  channel ??= new BroadcastChannel(common);
  channel.onmessage = listen;
  await navigator.locks.request(common, waiting, () => new Promise<void>(lead));
}

function lead(end: () => void): void {
  resign = end;
  leading = true;
  start(url, AUDIENCE);
}

/** Nobody looks: hands over to a tab that waits, or lets the connection go. */
function retire(): void {
  stop();
  leading = false;
  resign?.();
  resign = undefined;
}
