// Copyright 2026 the tpd2 authors. MIT license.

// THROWS "<p> is not allowed in <ul>; allowed: li, script, template"

import { p, ul } from "@tpd2/tpd2/ml";

ul({ class: "names" }, ["Ann", "Bob"].map((name) => p(name)));
