// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * A small suite that runs wherever there are web standards: markup, the HTTP
 * codec, and pages through `site.fetch`. It is bundled, and run by Node and Bun.
 *
 * @module
 */

import type { Cases } from "./cases.ts";
import { httpCases } from "./http_cases.ts";
import { mlCases } from "./ml_cases.ts";
import { pageCases } from "./page_cases.ts";

let failed = 0;
let passed = 0;
const groups: Record<string, Cases> = {
  ml: mlCases,
  http: httpCases,
  page: pageCases,
};
for (const [group, cases] of Object.entries(groups)) {
  for (const [name, run] of Object.entries(cases)) {
    try {
      await run();
      passed++;
      console.log(`ok ${group}: ${name}`);
    } catch (error) {
      failed++;
      console.log(`FAILED ${group}: ${name}`);
      console.log(error instanceof Error ? error.stack : error);
    }
  }
}
console.log(`${passed} passed, ${failed} failed`);
// Whoever runs it looks at the last line: how to exit is no web standard.
