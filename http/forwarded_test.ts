// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertThrows } from "@std/assert";
import { addressSet } from "./address_set.ts";
import { ForwardedReader } from "./forwarded.ts";

const PROXY = "10.0.0.1";
const reader = new ForwardedReader(["10.0.0.0/8", "fd00::/8", "::1"]);

function read(
  fields: Record<string, string>,
  peer = PROXY,
): [string, string | null, string | null] {
  const { remoteAddress, scheme, authority } = reader.read(
    peer,
    (name) => fields[name] ?? null,
  );
  return [remoteAddress, scheme, authority];
}

Deno.test("ForwardedReader ignores what a stranger says", () => {
  const fields = {
    "x-forwarded-for": "127.0.0.1",
    "x-forwarded-proto": "https",
    "forwarded": "for=127.0.0.1;host=admin.example",
  };
  assertEquals(read(fields, "203.0.113.9"), ["203.0.113.9", null, null]);
});

Deno.test("ForwardedReader walks from the right over proxies of ours", () => {
  const cases: [string, string][] = [
    ["203.0.113.7", "203.0.113.7"],
    ["6.6.6.6, 203.0.113.7", "203.0.113.7"],
    ["203.0.113.7, 10.0.0.2", "203.0.113.7"],
    ["6.6.6.6, 203.0.113.7, 10.0.0.3, 10.0.0.2", "203.0.113.7"],
    ["10.0.0.3, 10.0.0.2", "10.0.0.3"],
    ["203.0.113.7:1234", "203.0.113.7"],
    ["[2001:db8::7]:443", "2001:db8::7"],
    ["2001:db8::7", "2001:db8::7"],
    ["unknown", PROXY],
    ["6.6.6.6, unknown, 10.0.0.2", "10.0.0.2"],
    ["", PROXY],
    ["6.6.6.6, ", PROXY],
    ["<script>", PROXY],
  ];
  for (const [value, expected] of cases) {
    assertEquals(read({ "x-forwarded-for": value })[0], expected, value);
  }
});

Deno.test("ForwardedReader takes scheme and host from the same hop", () => {
  assertEquals(
    read({
      "x-forwarded-for": "6.6.6.6, 203.0.113.7",
      "x-forwarded-proto": "https",
      "x-forwarded-host": "www.example:8443",
    }),
    ["203.0.113.7", "https", "www.example:8443"],
  );
  assertEquals(
    read({
      "x-forwarded-for": "6.6.6.6, 203.0.113.7",
      "x-forwarded-proto": "http, https",
      "x-forwarded-host": "evil.example, www.example",
    }),
    ["203.0.113.7", "https", "www.example"],
  );
  assertEquals(
    read({
      "x-forwarded-for": "203.0.113.7",
      "x-forwarded-proto": "javascript",
      "x-forwarded-host": "a b",
    }),
    ["203.0.113.7", null, null],
  );
});

Deno.test("ForwardedReader reads RFC 7239's own examples", () => {
  const cases: [string, string][] = [
    ['For="[2001:db8:cafe::17]:4711"', "2001:db8:cafe::17"],
    ["for=192.0.2.60;proto=http;by=203.0.113.43", "192.0.2.60"],
    ["for=192.0.2.43, for=198.51.100.17", "198.51.100.17"],
    ['for="_gazonk"', PROXY],
    ['for=6.6.6.6;ext="a,b;c\\"d", for=192.0.2.1', "192.0.2.1"],
  ];
  for (const [value, expected] of cases) {
    assertEquals(read({ forwarded: value })[0], expected, value);
  }
  assertEquals(
    read({ forwarded: "for=192.0.2.60;proto=https;host=www.example" }),
    ["192.0.2.60", "https", "www.example"],
  );
});

Deno.test("ForwardedReader believes no field that a proxy passed on", () => {
  // The proxy writes the one; the client wrote the other.
  const mine = "203.0.113.7";
  for (const forged of ["for=6.6.6.6", "for=10.0.0.2", "for=unknown", ""]) {
    const [address] = read({ "x-forwarded-for": mine, forwarded: forged });
    assertEquals(address, PROXY, forged);
  }
  assertEquals(
    read({ forwarded: `for=${mine}`, "x-forwarded-for": "6.6.6.6" }),
    [PROXY, null, null],
  );
  // A road with the same end, and a beginning of one's own.
  assertEquals(
    read({
      "x-forwarded-for": `${mine}, 10.0.0.2`,
      "forwarded": "for=6.6.6.6, for=10.0.0.2",
    })[0],
    PROXY,
  );
  // Proxies that write both say the same.
  assertEquals(
    read({
      "x-forwarded-for": mine,
      "x-forwarded-proto": "https",
      "forwarded": `for=${mine};proto=https`,
    }),
    [mine, "https", null],
  );
});

Deno.test("addressSet() holds addresses and ranges of both kinds", () => {
  const set = addressSet([
    "192.0.2.0/25",
    "2001:db8::/32",
    "::1",
    "0.0.0.0/32",
  ]);
  const cases: [string, boolean][] = [
    ["192.0.2.127", true],
    ["192.0.2.128", false],
    ["::ffff:192.0.2.1", true],
    ["::ffff:c000:201", true],
    ["2001:db8:ffff::1", true],
    ["2001:db9::", false],
    ["::1", true],
    ["0:0:0:0:0:0:0:1", true],
    ["0.0.0.0", true],
    ["", false],
    ["192.0.2", false],
    ["192.0.2.01", false],
    ["1:2:3:4:5:6:7:8:9", false],
    ["::1::", false],
    ["localhost", false],
  ];
  for (const [address, expected] of cases) {
    assertEquals(set.has(address), expected, address);
  }
});

Deno.test("addressSet() refuses what is neither an address nor a range", () => {
  for (
    const entry of ["", "proxy", "10.0.0.0/33", "10.0.0.0/", "::/129", "1/2/3"]
  ) {
    assertThrows(() => addressSet([entry]), SyntaxError, `"${entry}"`);
  }
});
