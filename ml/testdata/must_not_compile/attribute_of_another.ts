// Copyright 2026 the tpd2 authors. MIT license.

// THROWS "<p> has no attribute href"

import { p } from "@tpd2/tpd2/ml";

p({ href: "/" }, "x");
