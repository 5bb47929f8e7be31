// Copyright 2026 the tpd2 authors. MIT license.

// THROWS "this is neither text nor markup and has no toMarkup()"

import { p } from "@tpd2/tpd2/ml";

p("x", { source: "<script>", parts: null, tree: null });
