// Copyright 2026 the tpd2 authors. MIT license.

// THROWS "<math:mi> has no attribute stretchy"

import { mathml } from "@tpd2/tpd2/ml";

mathml.mi({ stretchy: true }, "x");
