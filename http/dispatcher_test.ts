// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { Dispatcher } from "./dispatcher.ts";
import { HttpError } from "./exchange.ts";
import { exchangeFromRequest } from "./fetch.ts";
import { type Reply, reply } from "./reply.ts";

function ask(dispatcher: Dispatcher, method: string, url: string): Reply {
  const request = new Request(new URL(url, "http://localhost"), { method });
  return dispatcher.handle(exchangeFromRequest(request)) as Reply;
}

function refusal(dispatcher: Dispatcher, method: string, url: string) {
  return assertThrows(() => ask(dispatcher, method, url), HttpError);
}

function table(...routes: [method: string, path: string][]): Dispatcher {
  const dispatcher = new Dispatcher();
  for (const [method, path] of routes) {
    dispatcher.add(
      method,
      path,
      ({ params }) => reply(`${method} ${path} ${JSON.stringify(params)}`),
    );
  }
  return dispatcher;
}

Deno.test("Dispatcher finds exact paths", () => {
  const dispatcher = table(["GET", "/"], ["GET", "/a/b"], ["POST", "/a/b"]);
  assertEquals(ask(dispatcher, "GET", "/").body, "GET / {}");
  assertEquals(ask(dispatcher, "GET", "/a/b").body, "GET /a/b {}");
  assertEquals(ask(dispatcher, "POST", "/a/b").body, "POST /a/b {}");
  assertEquals(refusal(dispatcher, "GET", "/a").status, 404);
  assertEquals(refusal(dispatcher, "GET", "/a/b/").status, 404);
  assertEquals(refusal(dispatcher, "GET", "/A/b").status, 404);
});

Deno.test("Dispatcher compares decoded paths", () => {
  const dispatcher = table(
    ["GET", "/café"],
    ["GET", "/b%C3%A4r"],
    ["GET", "/thé/:name"],
  );
  assertEquals(ask(dispatcher, "GET", "/caf%C3%A9").status, 200);
  assertEquals(ask(dispatcher, "GET", "/bär").status, 200);
  assertEquals(
    ask(dispatcher, "GET", "/th%c3%a9/%C3%A9%20%25").body,
    'GET /thé/:name {"name":"é %"}',
  );
  assertEquals(refusal(dispatcher, "GET", "/caf%C3").status, 400);
});

Deno.test("Dispatcher never takes an escaped slash for a separator", () => {
  const dispatcher = table(["GET", "/a/:id"], ["GET", "/a/b"]);
  assertEquals(
    ask(dispatcher, "GET", "/a/x%2Fy").body,
    'GET /a/:id {"id":"x%2Fy"}',
  );
  assertEquals(refusal(dispatcher, "GET", "/a%2Fb").status, 404);
});

Deno.test("Dispatcher takes the next pattern where a slash at the end does not fit", () => {
  const dispatcher = table(
    ["GET", "/tags/:tag"],
    ["GET", "/tags/:tag/"],
    ["GET", "/users/:id"],
    ["GET", "/**:rest"],
  );
  const bodies = ["/tags/a", "/tags/a/", "/users/a", "/users/a/"]
    .map((path) => ask(dispatcher, "GET", path).body);
  assertEquals(bodies, [
    'GET /tags/:tag {"tag":"a"}',
    'GET /tags/:tag/ {"tag":"a"}',
    'GET /users/:id {"id":"a"}',
    'GET /**:rest {"rest":"users/a"}',
  ]);
});

Deno.test("Dispatcher finds patterns, the most specific first", () => {
  const dispatcher = table(
    ["GET", "/users/:id"],
    ["GET", "/users/me"],
    ["GET", "/users/:id/posts/:post"],
    ["GET", "/files/**:rest"],
  );
  assertEquals(ask(dispatcher, "GET", "/users/me").body, "GET /users/me {}");
  assertEquals(
    ask(dispatcher, "GET", "/users/7").body,
    'GET /users/:id {"id":"7"}',
  );
  assertEquals(
    ask(dispatcher, "GET", "/users/7/posts/9").body,
    'GET /users/:id/posts/:post {"id":"7","post":"9"}',
  );
  assertEquals(
    ask(dispatcher, "GET", "/files/a/b.txt").body,
    'GET /files/**:rest {"rest":"a/b.txt"}',
  );
  assertEquals(ask(dispatcher, "GET", "/files/a/").status, 200);
  assertEquals(refusal(dispatcher, "GET", "/users/7/").status, 404);
  assertEquals(refusal(dispatcher, "GET", "/users/").status, 404);
});

Deno.test("Dispatcher keeps hostile parameter names and values apart from objects", () => {
  const dispatcher = table(["GET", "/:__proto__/x"], ["GET", "/u/:id"]);
  assertEquals(
    ask(dispatcher, "GET", "/u/__proto__").body,
    'GET /u/:id {"id":"__proto__"}',
  );
  assertEquals(ask(dispatcher, "GET", "/polluted/x").status, 200);
  assertStrictEquals(({} as Record<string, unknown>)["polluted"], undefined);
});

Deno.test("Dispatcher answers HEAD by the GET handler", () => {
  const dispatcher = table(["GET", "/"], ["GET", "/a/:id"], ["POST", "/post"]);
  assertEquals(ask(dispatcher, "HEAD", "/").body, "GET / {}");
  assertEquals(ask(dispatcher, "HEAD", "/a/1").body, 'GET /a/:id {"id":"1"}');
  assertEquals(refusal(dispatcher, "HEAD", "/post").status, 405);
});

Deno.test("Dispatcher prefers a HEAD handler of its own", () => {
  const dispatcher = table(["GET", "/"], ["HEAD", "/"]);
  assertEquals(ask(dispatcher, "HEAD", "/").body, "HEAD / {}");
});

Deno.test("Dispatcher refuses a method with the list of those there are", () => {
  const dispatcher = table(
    ["GET", "/a/new"],
    ["POST", "/a/:id"],
    ["DELETE", "/a/:id"],
  );
  const error = refusal(dispatcher, "PUT", "/a/new");
  assertEquals(error.status, 405);
  assertEquals(error.fields, [["allow", "DELETE, GET, HEAD, OPTIONS, POST"]]);
  assertEquals(
    ask(dispatcher, "POST", "/a/new").body,
    'POST /a/:id {"id":"new"}',
  );
  assertEquals(
    refusal(dispatcher, "GET", "/a/1").fields,
    [["allow", "DELETE, OPTIONS, POST"]],
  );
});

Deno.test("Dispatcher answers OPTIONS by the methods", () => {
  const dispatcher = table(["GET", "/"], ["POST", "/a/:id"]);
  const answer = ask(dispatcher, "OPTIONS", "/");
  assertEquals(answer.status, 204);
  assertEquals(answer.extra, [["allow", "GET, HEAD, OPTIONS"]]);
  assertEquals(ask(dispatcher, "OPTIONS", "/a/1").extra, [[
    "allow",
    "OPTIONS, POST",
  ]]);
  assertEquals(refusal(dispatcher, "OPTIONS", "/b").status, 404);
});

Deno.test("Dispatcher answers OPTIONS for the whole server", () => {
  const exchange = {
    ...exchangeFromRequest(
      new Request("http://localhost/", { method: "OPTIONS" }),
    ),
    path: "*",
  };
  assertEquals((new Dispatcher().handle(exchange) as Reply).status, 204);
});

Deno.test("Dispatcher gives hosts to their tables and the rest to itself", () => {
  const main = table(["GET", "/"]);
  const other = table(["GET", "/other"]);
  main.addHost(["Other.example", "www.other.example", "[::1]"], other);
  for (
    const host of [
      "other.example",
      "WWW.other.example:81",
      "other.example.",
      "[::1]:8080",
    ]
  ) {
    assertEquals(ask(main, "GET", `http://${host}/other`).status, 200, host);
    assertEquals(refusal(main, "GET", `http://${host}/`).status, 404, host);
  }
  assertEquals(ask(main, "GET", "http://unknown.example/").status, 200);
  main.addHost(["*"], table(["GET", "/default"]));
  assertEquals(ask(main, "GET", "http://unknown.example/default").status, 200);
  assertEquals(ask(main, "GET", "http://other.example/other").status, 200);
});

Deno.test("Dispatcher refuses what it cannot keep apart", () => {
  const dispatcher = table(["GET", "/"], ["GET", "/:id"]);
  const handler = () => reply("");
  assertThrows(() => dispatcher.add("GET", "/", handler), TypeError, "already");
  assertThrows(
    () => dispatcher.add("GET", "/:id", handler),
    TypeError,
    "already",
  );
  assertThrows(() => dispatcher.add("GET", "x", handler), TypeError, "start");
  assertThrows(
    () => dispatcher.add("GET", "/x?y", handler),
    TypeError,
    "query",
  );
  assertThrows(() => dispatcher.add("G T", "/x", handler), TypeError, "token");
  assertThrows(
    () => dispatcher.add("GET", "/:a/:a", handler),
    TypeError,
    "/:a/:a",
  );
  dispatcher.addHost(["a.example"], dispatcher);
  assertThrows(
    () => dispatcher.addHost(["A.example"], dispatcher),
    TypeError,
    "already",
  );
  assertThrows(
    () => dispatcher.addHost(["b:80"], dispatcher),
    TypeError,
    "port",
  );
});

Deno.test("Dispatcher lets an option answer refusals", () => {
  const dispatcher = new Dispatcher({
    refuse: (error) => reply(error.message, { status: error.status }),
  });
  const answer = ask(dispatcher, "GET", "/x");
  assertEquals(answer.status, 404);
  assertEquals(answer.body, "There is nothing at /x");
});

Deno.test("Dispatcher holds thousands of routes", () => {
  const dispatcher = new Dispatcher();
  for (let i = 0; i < 5000; i++) {
    dispatcher.add("GET", `/exact/${i}`, () => reply(`e${i}`));
    dispatcher.add(
      "GET",
      `/p${i}/:id`,
      ({ params }) => reply(`p${i} ${params["id"]}`),
    );
  }
  assertEquals(ask(dispatcher, "GET", "/exact/4999").body, "e4999");
  assertEquals(ask(dispatcher, "GET", "/p4999/x").body, "p4999 x");
});

Deno.test("Dispatcher.paths() tells what answers GET", () => {
  const dispatcher = new Dispatcher();
  dispatcher.add("GET", "/caf%C3%A9", () => reply("coffee"));
  dispatcher.add("POST", "/order", () => reply("ordered"));
  dispatcher.add("GET", "/tables/:number", () => reply("table"));
  dispatcher.add("POST", "/tables/:number", () => reply("sat down"));
  assertEquals(dispatcher.paths(), ["/caf%C3%A9", "/tables/:number"]);
});
