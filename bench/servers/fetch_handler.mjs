// Copyright 2026 the tpd2 authors. MIT license.

// The pages as a function in the manner of the web, for servers that take one.

import { cut, hello, HTML, table } from "./_pages.mjs";

const headers = { "content-type": HTML };

export async function answer(request) {
  const { url } = request;
  const [path, name] = cut(url, url.indexOf("/", 8));
  if (path === "/test") return new Response(hello(name), { headers });
  if (path === "/fortunes") return new Response(table(), { headers });
  if (path === "/form") {
    const form = new URLSearchParams(await request.text());
    return new Response(hello(form.get("name")), { headers });
  }
  return new Response("not found", { status: 404 });
}
