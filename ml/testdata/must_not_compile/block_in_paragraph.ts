// Copyright 2026 the tpd2 authors. MIT license.

// THROWS "<div> is not allowed in <p>; allowed: phrasing content"

import { b, div, p } from "@tpd2/tpd2/ml";

p("x", b("y"), div("z"));
