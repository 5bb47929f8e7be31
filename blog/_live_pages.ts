// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { p } from "../ml/mod.ts";
import { setTitle, type StateChannel, stateChannel } from "../page/mod.ts";
import { hash } from "./_hash.ts";
import { type Look, type PageParts, titleOf } from "./_layout.ts";
import type { Library } from "./library.ts";

/** A page that may be open while the library changes. */
export interface LivePage {
  /** Names the page; all that it depends on but the library. */
  key: string;
  /**
   * What its content is made of: the page looks different when one of these is
   * another. `null` where there is no such page now.
   */
  from: () => readonly unknown[] | null;
  /** Makes it. It is called only where {@linkcode LivePage.from} is not `null`. */
  view: () => PageParts;
}

/** A page that somebody has seen. */
interface Region {
  page: LivePage;
  channel: StateChannel;
  /** What it was made of when it was told last. */
  from: readonly unknown[] | null;
  title: string;
}

/** What there is where a page was. */
const GONE: PageParts = {
  title: "No longer here",
  content: p("This is no longer here."),
};

const encoder = new TextEncoder();

/**
 * The pages that may be open. When the library changes, each that looks
 * different now is told to whoever has it before them.
 *
 * A page has a channel from when it is first shown, and is forgotten when it is
 * there no more and nobody has it open: there are as many as the blog has pages.
 */
export class LivePages {
  readonly #look: Look;
  readonly #name: string;
  readonly #regions = new Map<string, Region>();

  /**
   * Follows a library.
   *
   * @param library What the pages are made of.
   * @param look What all pages share. Pages that are open when the program
   * starts anew find their channels again while title and place are the same.
   */
  constructor(library: Library, look: Look) {
    this.#look = look;
    this.#name = hash(encoder.encode(`${look.baseUrl} ${look.title}`));
    library.onChange(() => this.#tell());
  }

  /**
   * The channel of a page, to stand in the place of its content.
   *
   * @param page The page.
   * @param parts How it is now.
   * @returns The channel, whose element has the content of the page.
   */
  channel(page: LivePage, parts: PageParts): StateChannel {
    const known = this.#regions.get(page.key);
    if (known !== undefined) return known.channel;
    const region: Region = {
      page,
      from: page.from(),
      title: titleOf(this.#look, parts),
      channel: stateChannel(
        () => (region.from === null ? GONE : page.view()).content,
        {
          id: `${this.#name}.${hash(encoder.encode(page.key))}`,
          element: parts.element ?? "div",
        },
      ),
    };
    this.#regions.set(page.key, region);
    return region.channel;
  }

  #tell(): void {
    for (const [key, region] of this.#regions) {
      const before = region.from;
      const from = region.from = region.page.from();
      const { channel } = region;
      if (from === null && channel.subscriberCount === 0) {
        this.#regions.delete(key);
        channel.close();
      } else if (!isSame(before, from)) {
        channel.notify();
        this.#tellTitle(region);
      }
    }
  }

  #tellTitle(region: Region): void {
    const parts = region.from === null ? GONE : region.page.view();
    const title = titleOf(this.#look, parts);
    if (title === region.title) return;
    region.title = title;
    region.channel.send(setTitle(title));
  }
}

function isSame(
  a: readonly unknown[] | null,
  b: readonly unknown[] | null,
): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((item, i) => item === b[i]);
}
