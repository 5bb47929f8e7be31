// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { b, bdi } from "../../ml/mod.ts";
import {
  type ChannelRequest,
  type MessageChannel,
  messageChannel,
  type StateChannel,
  stateChannel,
} from "../../page/mod.ts";
import type { LobbyTable, TalkLine } from "../lobby_table.ts";
import type { House } from "./_house.ts";
import { tableMarkup, titleOf } from "./_table_markup.ts";
import { seatedGuest } from "./_visitors.ts";

/** What pages are told of one table. */
export class TableRoom {
  /** What those see who only watch: rendered once for all of them. */
  readonly watch: StateChannel;
  /** What one who has a seat sees, in each tab. */
  readonly seat: StateChannel;
  readonly talk: MessageChannel<TalkLine>;
  readonly #table: LobbyTable;
  #said = 0;

  constructor(house: House, table: LobbyTable) {
    this.#table = table;
    const isSeated = ({ visitor }: ChannelRequest) =>
      seatedGuest(visitor, table) !== null;
    const mayWatch = (request: ChannelRequest) =>
      !table.manners.isPrivate || isSeated(request);
    this.watch = stateChannel(
      () => tableMarkup({ house, table, guest: null, frame: null }),
      {
        id: `w-${table.id}`,
        allow: (request) =>
          mayWatch(request) && this.watch.subscriberCount < house.maxWatchers,
        attributes: { class: "table" },
      },
    );
    this.seat = stateChannel(
      (frame) => {
        const guest = seatedGuest(frame.visitor, table);
        return tableMarkup({ house, table, guest, frame });
      },
      {
        id: `s-${table.id}`,
        perFrame: true,
        allow: isSeated,
        title: (frame) =>
          `${
            titleOf(table, seatedGuest(frame.visitor, table))
          } - ${house.title}`,
        attributes: { class: "table" },
      },
    );
    this.talk = messageChannel(
      ({ name, text }: TalkLine) => [b(bdi(name)), " ", bdi(text)],
      {
        id: `t-${table.id}`,
        allow: mayWatch,
        limit: house.lobby.limits.maxTalkLines,
        attributes: {
          "class": "said",
          "aria-label": "What was said",
          "aria-live": "polite",
        },
      },
    );
    this.#tellTalk();
  }

  /** Tells the pages what has changed. */
  changed(): void {
    this.watch.notify();
    this.seat.notify();
    this.#tellTalk();
  }

  /** There is no such table any more. */
  close(): void {
    for (const channel of [this.watch, this.seat, this.talk]) {
      // The last word first.
      channel.settle();
      channel.close();
    }
  }

  #tellTalk(): void {
    for (const line of this.#table.talk) {
      if (line.number <= this.#said) continue;
      this.#said = line.number;
      this.talk.append(line);
    }
  }
}
