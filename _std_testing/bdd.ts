// Copyright 2026 the tpd2 authors. MIT license.

/**
 * A stand-in for `@std/testing/bdd`, which the npm copy of the standard library
 * lacks: the same names, over the runtime's `node:test`. The import map points
 * the canonical name here; the day it points at the real one, this file goes.
 */

import {
  after,
  afterEach as afterEachTest,
  before,
  beforeEach as beforeEachTest,
  describe as describeSuite,
  test as runTest,
} from "node:test";

/** What a hook or a test does. */
export type TestFunction = () => void | Promise<void>;

/** Registers a test, or a group of them, by name. */
export interface Register {
  /**
   * Registers it.
   *
   * @param name What it shows.
   * @param fn What it does.
   */
  (name: string, fn: TestFunction): void;
  /** Registers it as one to pass over. */
  ignore(name: string, fn: TestFunction): void;
  /** Registers it as one to pass over. */
  skip(name: string, fn: TestFunction): void;
}

/** A group of tests that share hooks. */
export const describe: Register = Object.assign(
  (name: string, fn: TestFunction): void => {
    describeSuite(name, () => fn());
  },
  { ignore: skipSuite, skip: skipSuite },
);

/** A test. */
export const it: Register = Object.assign(
  (name: string, fn: TestFunction): void => {
    runTest(name, () => fn());
  },
  { ignore: skipTest, skip: skipTest },
);

/** A test; the same as {@linkcode it}. */
export const test: Register = it;

function skipSuite(name: string, fn: TestFunction): void {
  describeSuite.skip(name, () => fn());
}

function skipTest(name: string, fn: TestFunction): void {
  runTest.skip(name, () => fn());
}

/** Runs before the first test of the group. */
export function beforeAll(fn: TestFunction): void {
  before(() => fn());
}

/** Runs after the last test of the group. */
export function afterAll(fn: TestFunction): void {
  after(() => fn());
}

/** Runs before each test of the group. */
export function beforeEach(fn: TestFunction): void {
  beforeEachTest(() => fn());
}

/** Runs after each test of the group. */
export function afterEach(fn: TestFunction): void {
  afterEachTest(() => fn());
}
