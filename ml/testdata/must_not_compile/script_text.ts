// Copyright 2026 the tpd2 authors. MIT license.

// THROWS "text is not allowed in <script>; allowed: code made by js"

import { script } from "@tpd2/tpd2/ml";

script("alert(1)");
