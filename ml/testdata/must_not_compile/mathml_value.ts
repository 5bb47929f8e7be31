// Copyright 2026 the tpd2 authors. MIT license.

// THROWS Type '"middle"' is not assignable to type

import { mathml } from "@tpd2/tpd2/ml";

mathml.mo({ form: "middle" }, "+");
