// Copyright 2026 the tpd2 authors. MIT license.

// THROWS "text is not allowed in <math:mfrac>; allowed: MathML expressions"

import { mathml } from "@tpd2/tpd2/ml";

mathml.mfrac(1, 2);
