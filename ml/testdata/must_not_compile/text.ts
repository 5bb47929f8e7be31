// Copyright 2026 the tpd2 authors. MIT license.

// THROWS "text is not allowed in <table>; allowed: caption, colgroup, thead, tbody, tr, tfoot, script, template"

import { table } from "@tpd2/tpd2/ml";

table("x");
