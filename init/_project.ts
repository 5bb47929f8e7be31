// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** What a new project is to be like. */
export interface ProjectOptions {
  /** What it is called. */
  name: string;
  /** The name of this package, and the version to ask for. */
  packageName: string;
  /** The version of this package. */
  version: string;
  /** What `@std/assert` stands for in the import map. */
  assert: string;
  /** Where this package is, from the project, if it is not to be had from a registry. */
  link: string | undefined;
}

/**
 * The files of a project: a page, an action, a counter that is live, and tests.
 *
 * @param options What it is to be like.
 * @returns The text of each file by its name.
 */
export function projectFiles(
  options: ProjectOptions,
): ReadonlyMap<string, string> {
  const { name, packageName } = options;
  return new Map([
    ["deno.json", configuration(options)],
    ["main.ts", mainModule(packageName)],
    ["site.ts", siteModule(name, packageName)],
    ["site_test.ts", testModule(packageName)],
    ["README.md", readme(name)],
    [".gitignore", "/coverage/\n/data/\n"],
  ]);
}

function configuration(
  { packageName, version, assert, link }: ProjectOptions,
): string {
  const rights = "--allow-net --allow-env=HOST,PORT";
  const value = {
    tasks: {
      dev:
        `deno run --watch --no-prompt ${rights} --allow-read=. main.ts --dev`,
      start: `deno run --no-prompt ${rights} main.ts`,
      test: "deno test",
    },
    imports: {
      [packageName]: `jsr:${packageName}@^${version}`,
      "@std/assert": assert,
    },
    ...(link === undefined ? {} : { links: [link] }),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function mainModule(packageName: string): string {
  return `import { serve, setDevelopment } from "${packageName}";
import { makeSite } from "./site.ts";

const isDevelopment = Deno.args.includes("--dev");

// Markup is checked while it is made. For visitors that would only cost time.
setDevelopment(isDevelopment);

const site = makeSite({
  // Shows what went wrong, and where; loads open pages again when a file was saved.
  development: isDevelopment && { readSource: Deno.readTextFile },
});

await serve(site, {
  hostname: Deno.env.get("HOST") ?? "127.0.0.1",
  port: Number(Deno.env.get("PORT") ?? 8080),
});
`;
}

function siteModule(name: string, packageName: string): string {
  return `import {
  actionButton,
  button,
  form,
  h1,
  input,
  label,
  p,
  type Site,
  site,
  type SiteOptions,
  stateChannel,
  string,
  strong,
} from "${packageName}";

/** Makes the site. Each has a counter of its own, which is what tests want. */
export function makeSite(options: SiteOptions = {}): Site {
  const pages = site({ title: ${JSON.stringify(name)}, ...options });

  let count = 0;

  // An action is a function here that a button reaches there.
  const press = pages.action(() => {
    count++;
    counter.notify();
  });

  // A channel is a part of the page that follows what it shows, for everybody at once.
  const counter = stateChannel(
    () => ["Pressed ", strong(count), " times. ", actionButton("Press", press)],
    { id: "counter", element: "p" },
  );

  // A page is a path, its parameters, and a function that makes markup of their values.
  pages.page(
    "/",
    { name: string("Friend", { maxLength: 40 }) },
    ({ name }) => [
      h1("Hello ", name),
      p("Open this page in another window as well, and press the button."),
      counter,
      form(
        label("Your name ", input({ name: "name", maxlength: 40 })),
        " ",
        button("Greet me"),
      ),
    ],
  );

  return pages;
}
`;
}

function testModule(packageName: string): string {
  return `import { assertEquals, assertStringIncludes } from "@std/assert";
import { TestBrowser } from "${packageName}/page/testing";
import { makeSite } from "./site.ts";

Deno.test("the page greets by name, and escapes it", async () => {
  const browser = new TestBrowser(makeSite());
  const page = await browser.open("/?name=%3CAda%3E");
  assertStringIncludes(page.html, "<h1>Hello &lt;Ada&gt;</h1>");
});

Deno.test("the page refuses a name that is too long", async () => {
  const browser = new TestBrowser(makeSite());
  const page = await browser.open(\`/?name=\${"a".repeat(41)}\`);
  assertEquals(page.status, 400);
});

Deno.test("who presses is seen by everybody", async () => {
  const site = makeSite();
  const ann = await new TestBrowser(site).open("/");
  const bob = await new TestBrowser(site).open("/");
  await bob.listen();

  await ann.press("Press");

  await bob.update();
  for (const page of [ann, bob]) {
    assertStringIncludes(page.textOf("ch-counter")!, "Pressed 1 times.");
  }
  await bob.close();
});
`;
}

function readme(name: string): string {
  return `# ${name}

\`\`\`sh
deno task dev     # http://127.0.0.1:8080/, started anew when a file is saved
deno task test    # the tests: no port, no browser
deno task start   # as visitors get it; PORT and HOST say where
\`\`\`

- \`site.ts\` has the pages. Begin there.
- \`site_test.ts\` drives them as a browser would.
- \`main.ts\` serves them.
`;
}
