// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** A promise that may be ignored: nobody has to look at every write. */
export function rejected(error: Error): Promise<never> {
  const promise = Promise.reject(error);
  promise.catch(ignore);
  return promise;
}

/** For promises that fail when nobody minds. */
export function ignore(): void {}
