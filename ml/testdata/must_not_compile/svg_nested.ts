// Copyright 2026 the tpd2 authors. MIT license.

// THROWS "<svg:rect> is not allowed in <svg:circle>; allowed: animation elements, descriptive elements, paint server elements, clipPath, marker, mask, script, style"

import { svg } from "@tpd2/tpd2/ml";

svg.circle({ r: 5 }, svg.rect());
