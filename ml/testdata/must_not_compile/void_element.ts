// Copyright 2026 the tpd2 authors. MIT license.

// THROWS "text is not allowed in <br>; allowed: nothing"

import { br } from "@tpd2/tpd2/ml";

br("x");
