// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { imageSize } from "./_image_size.ts";
import { sizeImages } from "./_sized_images.ts";

/** Bytes of texts and numbers. */
function bytes(...parts: (string | number | number[])[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === "string"
        ? [...part].map((char) => char.charCodeAt(0))
        : part
    ),
  );
}

const zeros = (count: number): number[] => Array<number>(count).fill(0);

const PNG = bytes(
  "\x89PNG\r\n\x1a\n",
  0,
  0,
  0,
  13,
  "IHDR",
  0,
  0,
  1,
  2,
  0,
  0,
  3,
  4,
);
const SEGMENT = [0xff, 0xe0, 0, 4, 1, 2];
const FRAME = [0xff, 0xc2, 0, 17, 8, 0, 50, 0, 100, 3, 0, 0];
/** Exif that says in which way the picture was taken. */
const exif = (orientation: number) => [
  ...[0xff, 0xe1, 0, 34],
  ...bytes("Exif", 0, 0, "MM", 0, 42, 0, 0, 0, 8, 0, 1),
  ...[1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0],
];

Deno.test("imageSize() reads the size of every kind of picture", () => {
  const cases: [
    name: string,
    head: Uint8Array,
    width: number,
    height: number,
  ][] = [
    ["PNG", PNG, 258, 772],
    ["GIF", bytes("GIF89a", 44, 1, 200, 0), 300, 200],
    ["JPEG", bytes(0xff, 0xd8, SEGMENT, 0xff, FRAME), 100, 50],
    ["JPEG, upright", bytes(0xff, 0xd8, exif(1), FRAME), 100, 50],
    ["JPEG, turned", bytes(0xff, 0xd8, exif(6), FRAME), 50, 100],
    [
      "WebP, extended",
      bytes("RIFF", zeros(4), "WEBPVP8X", zeros(8), 43, 1, 0, 199, 0, 0),
      300,
      200,
    ],
    [
      "WebP, lossless",
      bytes(
        "RIFF",
        zeros(4),
        "WEBPVP8L",
        zeros(4),
        0x2f,
        0x2b,
        0xc1,
        0x31,
        0,
        zeros(5),
      ),
      300,
      200,
    ],
    [
      "WebP, lossy",
      bytes("RIFF", zeros(4), "WEBPVP8 ", zeros(4), zeros(6), 44, 1, 200, 0),
      300,
      200,
    ],
    [
      "AVIF",
      bytes(
        zeros(4),
        "ftypavif",
        zeros(8),
        "ispe",
        zeros(4),
        0,
        0,
        1,
        44,
        0,
        0,
        0,
        200,
        zeros(9),
      ),
      300,
      200,
    ],
    ["SVG", bytes('<svg width="30px" height="20.4">'), 30, 20],
    [
      "SVG, by its box",
      bytes('<?xml version="1.0"?>\n<!-- x --><svg viewBox="0 0 24 12">'),
      24,
      12,
    ],
  ];
  for (const [name, head, width, height] of cases) {
    assertEquals(imageSize(head), { width, height }, name);
  }
});

Deno.test("imageSize() tells nothing where the bytes do not", () => {
  for (
    const head of [
      new Uint8Array(),
      bytes("no picture at all"),
      PNG.subarray(0, 20),
      bytes("GIF89a", 0, 0, 200, 0),
      bytes(0xff, 0xd8, SEGMENT),
      bytes(0xff, 0xd8, 0xff, 0xe0, 0, 0, zeros(9)),
      bytes('<svg width="100%" height="auto">'),
      bytes('<html><svg width="1" height="1">'),
    ]
  ) assertEquals(imageSize(head), null);
});

Deno.test("imageSize() takes any bytes", () => {
  const begin = fc.constantFrom(
    bytes(0xff, 0xd8),
    bytes(0xff, 0xd8, exif(6).slice(0, 12)),
    bytes("RIFF", zeros(4), "WEBPVP8X"),
    PNG.subarray(0, 16),
    bytes("GIF8"),
    bytes(zeros(4), "ftypavif"),
    bytes("<svg "),
  );
  fc.assert(fc.property(begin, fc.uint8Array({ maxLength: 200 }), (a, b) => {
    const size = imageSize(Uint8Array.from([...a, ...b]));
    assertEquals(size === null || (size.width > 0 && size.height > 0), true);
  }));
});

Deno.test("sizeImages() writes the size of pictures that are here", () => {
  const asked: string[] = [];
  const html = sizeImages(
    '<p><img src="/a%20b.png?x&amp;y" alt="A"> <img src="/a%20b.png" alt="">' +
      '<img src="/known.png" alt="" width="1"><img src="https://x/y.png" alt="">' +
      '<img src="//x/y.png" alt=""><img src="/none.png" alt=""><img src="/%zz.png" alt=""></p>',
    (path) => {
      asked.push(path);
      return path === "/a b.png" ? { width: 3, height: 2 } : null;
    },
  );
  assertEquals(asked, ["/a b.png", "/none.png"]);
  assertEquals(html.match(/ width="3" height="2">/g)?.length, 2);
  assertEquals(html.match(/width/g)?.length, 3);
});
