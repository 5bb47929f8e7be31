// Copyright 2026 the tpd2 authors. MIT license.

/** What this file uses of Trusted Types, which not all browsers have. */
interface TrustedTypes {
  createPolicy(name: string, rules: Rules): Rules;
}

interface Rules {
  createHTML(text: string): string;
  createScript(text: string): string;
}

/**
 * Markup and scripts come from the page's own server, so the policy lets them
 * through. It exists so that a page can forbid all other ways by
 * `require-trusted-types-for 'script'; trusted-types tpd2`.
 */
const same = (text: string) => text;
const rules: Rules = { createHTML: same, createScript: same };
const policy: Rules = (globalThis as { trustedTypes?: TrustedTypes })
  .trustedTypes?.createPolicy("tpd2", rules) ?? rules;

/**
 * Parses markup as the content of an element, so that a row can go into a table
 * and a circle into a drawing. Scripts in it never run.
 *
 * @returns A stand-in for the element, with the nodes in it.
 */
export function parse(html: string, place: Element): Element {
  const holder = place.cloneNode() as Element;
  holder.innerHTML = policy.createHTML(html);
  return holder;
}

/** Runs a script if the page has a nonce, which tells that it allows scripts. */
export function runScript(text: string): void {
  const nonce = document.querySelector<HTMLElement>("script[nonce]")?.nonce;
  if (!nonce) return;
  const script = document.createElement("script");
  script.nonce = nonce;
  script.text = policy.createScript(text);
  document.head.append(script);
  script.remove();
}
