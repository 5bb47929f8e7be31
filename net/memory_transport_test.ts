// Copyright 2026 the tpd2 authors. MIT license.

import { testTransport } from "./testdata/transport_suite.ts";
import { memoryListener } from "./testing.ts";

testTransport("memory", () => {
  const listener = memoryListener();
  return { listener, connect: () => listener.connect() };
});
