// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** Whether markup is checked while it is made. Read by everything that makes markup. */
export let development = true;

/** Turns the checks on or off. */
export function setFlag(enabled: boolean): void {
  development = enabled;
}
