// Copyright 2026 the tpd2 authors. MIT license.

// THROWS "<b> is not allowed in <math:mrow>; allowed: MathML expressions"

import { b, mathml } from "@tpd2/tpd2/ml";

mathml.mrow(b("x"));
