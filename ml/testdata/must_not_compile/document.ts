// Copyright 2026 the tpd2 authors. MIT license.

// THROWS "<p> is not allowed in <html>; allowed: head, body"

import { html, p } from "@tpd2/tpd2/ml";

html(p("x"));
