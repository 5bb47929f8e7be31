// Copyright 2026 the tpd2 authors. MIT license.

// THROWS "<a> has no attribute hrfe"

import { a } from "@tpd2/tpd2/ml";

a({ hrfe: "/" }, "home");
