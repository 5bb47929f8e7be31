// Copyright 2026 the tpd2 authors. MIT license.

// THROWS "<p> is not allowed in <svg>; allowed: animation elements, descriptive elements

import { p, svg } from "@tpd2/tpd2/ml";

svg.svg({ viewBox: "0 0 1 1" }, [p("x")]);
