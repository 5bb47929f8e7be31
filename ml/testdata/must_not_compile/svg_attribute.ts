// Copyright 2026 the tpd2 authors. MIT license.

// THROWS "<svg:circle> has no attribute radius"

import { svg } from "@tpd2/tpd2/ml";

svg.circle({ radius: 5, "stroke-width": 2 });
