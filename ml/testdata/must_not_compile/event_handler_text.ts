// Copyright 2026 the tpd2 authors. MIT license.

// THROWS Type 'string' is not assignable to type 'CodeValue'

import { button } from "@tpd2/tpd2/ml";

button({ onclick: "alert(1)" }, "x");
