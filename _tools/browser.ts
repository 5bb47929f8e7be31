// Copyright 2026 the tpd2 authors. MIT license.

/**
 * A real browser for tests: the system's Chromium, kept off the network. Where
 * there is none the tests skip with a message, except when `CI` is set: then they
 * fail, so that a test that never ran cannot pass.
 */

import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
  type Response,
} from "playwright-core";
import { keepPage, keptPagesFolder, moduleOfTests } from "./_kept_pages.ts";

/** The names a Chromium goes by, in the order in which they are looked for. */
const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
];

/** Where packages put it when `PATH` does not say. */
const FOLDERS = [
  "/usr/bin",
  "/usr/local/bin",
  "/snap/bin",
  "/opt/google/chrome",
];

/**
 * No name is looked up but the machine's own, nothing is updated or reported, and
 * no proxy of the environment is asked.
 */
const OFF_THE_NETWORK: readonly string[] = [
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]",
  "--no-proxy-server",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-domain-reliability",
  "--disable-sync",
  "--metrics-recording-only",
  "--no-first-run",
  "--no-pings",
];

/** A browser with an account of what went wrong in it. */
export class TestBrowser {
  /** The browser itself, for what is not offered here. */
  readonly browser: Browser;
  /** The errors that pages wrote on their consoles or threw, CSP violations apart. */
  readonly errors: string[] = [];
  /** The violations of content security policies, in the browser's words. */
  readonly cspViolations: string[] = [];
  readonly #kept: Promise<void>[] = [];

  /**
   * Keeps the account of a browser. Use {@linkcode withBrowser} to start one.
   *
   * @param browser The browser.
   */
  constructor(browser: Browser) {
    this.browser = browser;
  }

  /**
   * Opens a context: one visitor, with cookies of its own.
   *
   * @param options What kind of visitor, such as `{ javaScriptEnabled: false }`.
   * @returns The context; every page in it is accounted for.
   */
  async newContext(
    options: BrowserContextOptions = {},
  ): Promise<BrowserContext> {
    const context = await this.browser.newContext(options);
    context.on("console", (message) => {
      if (message.type() === "error") this.#note(message.text());
    });
    context.on("weberror", (error) => {
      this.errors.push(String(error.error().message));
    });
    const folder = keptPagesFolder();
    if (folder !== undefined) {
      context.on("response", (response) => {
        this.#kept.push(keepResponse(folder, response));
      });
    }
    return context;
  }

  /**
   * Opens a page of a new visitor.
   *
   * @param options What kind of visitor.
   * @returns The page.
   */
  async newPage(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.newContext(options);
    return await context.newPage();
  }

  /**
   * Waits until the pages it was shown are kept, where that is asked for.
   *
   * @returns When they are.
   */
  async keepPages(): Promise<void> {
    await Promise.all(this.#kept);
  }

  #note(text: string): void {
    const isViolation = /content security policy/i.test(text);
    (isViolation ? this.cspViolations : this.errors).push(text);
  }
}

/** Keeps a page that a server sent. */
async function keepResponse(folder: string, response: Response): Promise<void> {
  const type = await response.headerValue("content-type").catch(() => null);
  if (!/^text\/html\b/i.test(type ?? "")) return;
  // A page that has been left by now has no content any more.
  const text = await response.text().catch(() => "");
  keepPage(folder, { module: moduleOfTests(), text });
}

function isExecutable(path: string): boolean {
  try {
    const { isFile, mode } = Deno.statSync(path);
    return isFile && (mode === null || (mode & 0o111) !== 0);
  } catch {
    return false;
  }
}

/**
 * Looks for Chromium in the folders of `PATH` and a few others.
 *
 * @param path The folders to look in first, joined with `:`.
 * @returns The path of the program, or undefined.
 */
export function findChromium(
  path: string = Deno.env.get("PATH") ?? "",
): string | undefined {
  const folders = path.split(":").filter((folder) => folder !== "");
  for (const name of NAMES) {
    for (const folder of [...folders, ...FOLDERS]) {
      const file = `${folder}/${name}`;
      if (isExecutable(file)) return file;
    }
  }
  return undefined;
}

let told = false;

/**
 * Whether tests with a browser can run. Says why on the console when they
 * cannot, once.
 *
 * @param executable The program to run; what {@linkcode findChromium} found.
 * @returns Whether there is one.
 * @throws {Error} If there is none although `CI` is set.
 */
export function browserAvailable(
  executable: string | undefined = findChromium(),
): boolean {
  if (executable !== undefined && isExecutable(executable)) return true;
  const message = "Cannot start a browser: no Chromium is installed";
  if (Deno.env.get("CI")) throw new Error(message);
  if (!told) console.warn(`${message}; tests that need one are skipped`);
  told = true;
  return false;
}

/**
 * Starts a browser, hands it to a function, and closes it whatever happens.
 *
 * @example Usage
 * ```ts ignore
 * import { browserAvailable, withBrowser } from "./_tools/browser.ts";
 *
 * Deno.test({
 *   name: "the page greets",
 *   ignore: !browserAvailable(),
 *   fn: () =>
 *     withBrowser(async (browser) => {
 *       const page = await browser.newPage();
 *       await page.goto("http://127.0.0.1:8080/");
 *       assertEquals(browser.cspViolations, []);
 *     }),
 * });
 * ```
 *
 * @typeParam T What the function gives.
 * @param fn What to do with the browser.
 * @returns What the function gave.
 * @throws {Error} If there is no Chromium, or it does not start.
 */
export async function withBrowser<T>(
  fn: (browser: TestBrowser) => Promise<T>,
): Promise<T> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error("Cannot start a browser: no Chromium is installed");
  }
  const args = [...OFF_THE_NETWORK];
  // Chromium refuses to sandbox the superuser's processes, as in a container.
  if (Deno.uid() === 0) args.push("--no-sandbox");
  const browser = await chromium.launch({ executablePath, args });
  try {
    const tested = new TestBrowser(browser);
    const result = await fn(tested);
    await tested.keepPages();
    return result;
  } finally {
    await browser.close();
  }
}
