// Copyright 2026 the tpd2 authors. MIT license.

// THROWS Type '"txt"' is not assignable to type

import { input } from "@tpd2/tpd2/ml";

input({ type: "txt" });
