// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import { brokenReferences, leftTags } from "./_check.ts";
import { parseEntry } from "./entry.ts";
import { Library } from "./library.ts";
import { blogSite } from "./site.ts";

Deno.test("brokenReferences() names what leads nowhere, and asks no other host", async () => {
  const body = `## Part
[a](#part) [b](#none) [c](/b) [d](/b#there) [e](/b#gone) [f](/none) [g](b.md)
[h](https://blog.example/lost) [i](https://other.example/lost) [j](/old#there)
[k](/tags) [l](/feed.atom) ![m](good.png) ![n](bad.png) [o](mailto:a@b.example) \`<a href="/code">\``;
  const entries = [
    parseEntry(
      "a.md",
      `---\ntitle: A\ndate: 2026-01-01\ndraft: true\nimage: worse.png\n---\n${body}`,
    ),
    parseEntry(
      "b.md",
      "---\ntitle: B\ndate: 2026-01-01\naliases: [/old]\n---\n## There\n",
    ),
  ];
  const library = new Library();
  library.replace(entries);
  const blog = blogSite(library, {
    files: ({ params }) =>
      new Response(null, { status: params["path"] === "good.png" ? 200 : 404 }),
  });
  const sentences = await brokenReferences(entries, {
    fetch: blog.fetch,
    baseUrl: "https://blog.example",
  });
  const nothing = "there is nothing there";
  const noPart = "there is no such part of the page";
  assertEquals(sentences, [
    `Cannot follow #none in a.md: ${noPart}`,
    `Cannot follow /b#gone in a.md: ${noPart}`,
    `Cannot follow /none in a.md: ${nothing}`,
    `Cannot follow https://blog.example/lost in a.md: ${nothing}`,
    `Cannot follow /bad.png in a.md: ${nothing}`,
    `Cannot follow /worse.png in a.md: ${nothing}`,
  ]);
});

Deno.test("leftTags() names the tags of templates that nobody understands", () => {
  const text = "---\ntitle: T\ndate: 2026-01-01\n---\n" +
    "{% include x.html %} {{< figure src=a.png >}} {{< tweet 1 >}}";
  assertEquals(leftTags([parseEntry("a.md", text)]), [
    "Cannot replace {% include x.html %} in a.md: templates are not understood",
    "Cannot replace {{< tweet 1 >}} in a.md: templates are not understood",
  ]);
});
