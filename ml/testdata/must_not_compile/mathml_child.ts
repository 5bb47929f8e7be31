// Copyright 2026 the tpd2 authors. MIT license.

// THROWS "<math:mtd> is not allowed in <math:mtable>; allowed: mtr"

import { mathml } from "@tpd2/tpd2/ml";

mathml.mtable(mathml.mtd());
