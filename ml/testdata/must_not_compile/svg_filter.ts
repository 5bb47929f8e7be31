// Copyright 2026 the tpd2 authors. MIT license.

// THROWS "<svg:feFlood> is not allowed in <svg:feMerge>; allowed: feMergeNode, script"

import { svg } from "@tpd2/tpd2/ml";

svg.filter(svg.feMerge(svg.feFlood()));
