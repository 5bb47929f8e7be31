// Copyright 2026 the tpd2 authors. MIT license.

// THROWS "<h1> is not allowed in <head>; allowed: metadata content"

import { h1, head, title } from "@tpd2/tpd2/ml";

head(title("x"), h1("y"));
