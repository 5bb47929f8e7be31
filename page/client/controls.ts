// Copyright 2026 the tpd2 authors. MIT license.

type Control = HTMLInputElement & HTMLSelectElement & {
  /** Whether a person changed it. Lists have no default to compare with. */
  changed?: boolean;
};

/** Notices choices, as long as the document lives. */
export function watchControls(): void {
  document.addEventListener("change", ({ target }) => {
    (target as Control).changed = true;
  });
  document.addEventListener("reset", ({ target }) => {
    for (const control of (target as HTMLFormElement).elements) {
      (control as Control).changed = false;
    }
  });
}

/** Whether a control holds what a person put there and has not sent. */
export function isDirty(element: Element): boolean {
  const control = element as Control;
  return control.localName === "select"
    ? !!control.changed
    : "defaultValue" in control && (control.value !== control.defaultValue ||
      control.checked !== control.defaultChecked);
}

/** Whether a person is at work in an element, so that its state must stay. */
export function isKept(element: Element): boolean {
  const { isContentEditable, type } = element as Control;
  return isDirty(element) ||
    element === document.activeElement &&
      // What has a type and is not pressed is typed in or chosen from.
      (isContentEditable ||
        !!type && !/box|radio|button|[^x]t$|ge$/.test(type));
}

/** Whether something would be lost if the page were loaded again. */
export function isTyping(): boolean {
  return [...document.querySelectorAll("input,textarea,select")].some(isDirty);
}

/**
 * Runs a function that changes the document, and gives the focus and the caret
 * back if a browser took them away because a node was moved.
 */
export function keepFocus(change: () => void): void {
  const active = document.activeElement as Control | null;
  const start = active?.selectionStart;
  const end = active?.selectionEnd;
  change();
  if (!active || active === document.activeElement || !active.isConnected) {
    return;
  }
  active.focus({ preventScroll: true });
  if (start != null) active.setSelectionRange(start, end!);
}
