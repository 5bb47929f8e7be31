// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { HttpError } from "../http/mod.ts";
import { type Child, p } from "../ml/mod.ts";
import { type StateChannel, stateChannel } from "../page/mod.ts";
import type { AdminDoor } from "./_admin_door.ts";
import type { Entry } from "./entry.ts";
import type { Library } from "./library.ts";
import { entryView } from "./_views.ts";

/** How many previews are kept up to date. */
const MAX_PREVIEWS = 20;

/** One entry that somebody looks at before readers can. */
interface Preview {
  entry: Entry;
  channel: StateChannel;
}

/** What previews need. */
export interface AdminPreviewsOptions {
  /** The entries. */
  library: Library;
  /** Who may see them. */
  door: AdminDoor;
}

/** Entries as they will look, while they are being written: what is saved shows at once. */
export class AdminPreviews {
  readonly #options: AdminPreviewsOptions;
  /** In the order in which they were asked for. */
  readonly #previews = new Map<string, Preview>();

  /**
   * Follows the entries.
   *
   * @param options The entries, and who may see them.
   */
  constructor(options: AdminPreviewsOptions) {
    this.#options = options;
    options.library.onChange(() => {
      for (const [slug, preview] of this.#previews) {
        const entry = this.#find(slug);
        // What is shown by now, or gone, stays as it was last.
        if (entry === undefined || entry === preview.entry) continue;
        preview.entry = entry;
        preview.channel.notify();
      }
    });
  }

  /**
   * The preview of an entry.
   *
   * @param slug The slug of the entry.
   * @returns Its title and its content.
   * @throws {HttpError} 404 if it is none that readers cannot see.
   */
  page(slug: string): { title: string; content: Child } {
    const entry = this.#find(slug);
    if (entry === undefined) {
      throw new HttpError(
        404,
        `There is no entry ${slug} that readers cannot see`,
      );
    }
    return {
      title: entry.title,
      content: [
        p(
          { class: "notice" },
          "Readers cannot see this yet. It changes here when you save the file.",
        ),
        this.#channel(slug, entry),
      ],
    };
  }

  /** Sends all who look at previews away: whoever is in still comes back. */
  renew(): void {
    for (const { channel } of this.#previews.values()) channel.close();
    this.#previews.clear();
  }

  #channel(slug: string, entry: Entry): StateChannel {
    const known = this.#previews.get(slug);
    if (known !== undefined) return known.channel;
    if (this.#previews.size >= MAX_PREVIEWS) {
      const [oldest] = this.#previews.keys();
      this.#previews.get(oldest!)?.channel.close();
      this.#previews.delete(oldest!);
    }
    const { library, door } = this.#options;
    const preview: Preview = {
      entry,
      channel: stateChannel(() => entryView(library, preview.entry).content, {
        element: "article",
        allow: ({ visitor }) => door.isAdmin(visitor),
      }),
    };
    this.#previews.set(slug, preview);
    return preview.channel;
  }

  #find(slug: string): Entry | undefined {
    return this.#options.library.hidden.find((entry) => entry.slug === slug);
  }
}
