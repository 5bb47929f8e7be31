// Copyright 2026 the tpd2 authors. MIT license.

// THROWS "text is not allowed in <svg:g>; allowed: animation elements

import { svg } from "@tpd2/tpd2/ml";

svg.g("x");
