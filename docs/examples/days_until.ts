// Copyright 2026 the tpd2 authors. MIT license.

/**
 * A site that keeps nothing in memory from one request to the next, so that
 * several workers can serve it: see the guide on performance.
 *
 * @module
 */

import { date, h1, p, type Site, site } from "@tpd2/tpd2";

const DAY = 86_400_000;

const days: Site = site({ title: "Days" });
days.page("/between", { from: date(), to: date() }, ({ from, to }) => {
  const count = Math.round((to.getTime() - from.getTime()) / DAY);
  return [h1(count, " days"), p("Both dates are midnight in UTC.")];
});

export default days;
