// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { TreeNode } from "./_parts.ts";

/** Checks an element. */
export function checkElement(_node: TreeNode): void {
}
