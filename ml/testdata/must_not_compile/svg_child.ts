// Copyright 2026 the tpd2 authors. MIT license.

// THROWS "<svg:circle> is not allowed in <p>; allowed: phrasing content"

import { p, svg } from "@tpd2/tpd2/ml";

p(svg.circle({ r: 1 }));
