// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** Names of the server's runtime, which a browser does not have. */
const SERVER_ONLY: ReadonlySet<string> = new Set([
  "Buffer",
  "Deno",
  "global",
  "process",
  "require",
]);

/** What a browser has and a server may lack, apart from classes named `HTML...`, `SVG...` and `CSS...`. */
const BROWSER: ReadonlySet<string> = new Set(
  ("addEventListener alert Animation atob Audio AudioContext btoa cancelAnimationFrame cancelIdleCallback clearInterval " +
    "clearTimeout ClipboardItem Comment confirm console cookieStore crypto CSS customElements CustomElementRegistry customEvent " +
    "dispatchEvent document Document DocumentFragment DOMException DOMMatrix DOMParser DOMPoint DOMRect DOMTokenList DragEvent " +
    "Element EventSource FileList FileReader FocusEvent frames getComputedStyle getSelection history Image indexedDB innerHeight " +
    "innerWidth InputEvent IntersectionObserver isSecureContext KeyboardEvent localStorage location matchMedia MediaRecorder " +
    "MouseEvent MutationObserver navigator Node NodeFilter NodeList Notification Option PointerEvent postMessage print prompt " +
    "queueMicrotask Range removeEventListener reportError requestAnimationFrame requestIdleCallback ResizeObserver screen scrollBy " +
    "scrollTo scrollX scrollY Selection self sessionStorage setInterval setTimeout ShadowRoot SharedWorker speechSynthesis Text " +
    "ToggleEvent TouchEvent TreeWalker trustedTypes ViewTransition visualViewport WheelEvent window XMLHttpRequest XMLSerializer " +
    "XPathEvaluator").split(" "),
);

/** Whether every browser has something of that name, as far as can be known here. */
export function isGlobal(name: string): boolean {
  if (SERVER_ONLY.has(name)) return false;
  return BROWSER.has(name) || /^(?:HTML|SVG|CSS)[A-Z]/.test(name) ||
    name in globalThis;
}
