// Copyright 2026 the tpd2 authors. MIT license.

// THROWS "<svg:circle> is not allowed in <svg:foreignObject>; allowed: flow content"

import { svg } from "@tpd2/tpd2/ml";

svg.foreignObject(svg.circle());
