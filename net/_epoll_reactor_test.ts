// Copyright 2026 the tpd2 authors. MIT license.

import { EpollReactor, type Pollable } from "./_epoll_reactor.ts";

Deno.test("EpollReactor wakes the waiting thread when the last one leaves during a round", async () => {
  // Were the wake taken by the round itself, most of these would never end.
  for (let i = 0; i < 50; i++) {
    const reactor = new EpollReactor(() => {});
    const pollable: Pollable = {
      fd: reactor.libc.symbols.eventfd(0, 0),
      generation: 0,
      onReady: () => {},
    };
    reactor.add(pollable);
    reactor.poll();
    reactor.wait(false);
    pollable.onReady = () => reactor.remove(pollable);
    reactor.again(pollable);
    reactor.poll();
    await reactor.settled();
  }
});
