// Copyright 2026 the tpd2 authors. MIT license.

// THROWS "<svg:rect> is not allowed in <svg:circle>; allowed:

import { svg } from "@tpd2/tpd2/ml";

svg.circle(svg.rect());
