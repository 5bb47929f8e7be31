// Copyright 2026 the tpd2 authors. MIT license.

import { assert } from "@std/assert";
import { fuzzSockets, readCorpus } from "./fuzz_sockets.ts";

for (
  const transport of Deno.build.os === "linux"
    ? ["deno", "epoll"] as const
    : ["deno"] as const
) {
  Deno.test(`serve() answers the polite whatever others send over ${transport}`, async () => {
    const result = await fuzzSockets((connections) => connections < 320, {
      transport,
      corpus: await readCorpus(),
    });
    assert(result.answers > 50);
    assert(result.accepted > 10);
  });
}
