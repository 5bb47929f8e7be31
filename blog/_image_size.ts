// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** How large a picture is, in pixels. */
export interface ImageSize {
  /** From left to right. */
  width: number;
  /** From top to bottom. */
  height: number;
}

/** How many bytes at the beginning of a file tell its size, as a rule. */
export const IMAGE_HEAD: number = 64 * 1024;

/**
 * Reads how large a picture is: PNG, GIF, JPEG, WebP, AVIF or SVG.
 *
 * @param head The beginning of its file.
 * @returns Its size; `null` where the bytes do not tell.
 */
export function imageSize(head: Uint8Array): ImageSize | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const size = pngSize(view) ?? gifSize(view) ?? webpSize(view) ??
    jpegSize(view) ?? avifSize(view) ?? svgSize(head);
  return size !== null && size.width > 0 && size.height > 0 ? size : null;
}

/** Whether bytes say a text. */
function says(view: DataView, offset: number, text: string): boolean {
  if (offset + text.length > view.byteLength) return false;
  for (let i = 0; i < text.length; i++) {
    if (view.getUint8(offset + i) !== text.charCodeAt(i)) return false;
  }
  return true;
}

/** PNG (third edition), section 11.2.1. */
function pngSize(view: DataView): ImageSize | null {
  if (
    view.byteLength < 24 || !says(view, 0, "\x89PNG\r\n\x1a\n") ||
    !says(view, 12, "IHDR")
  ) return null;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** GIF89a, section 18. */
function gifSize(view: DataView): ImageSize | null {
  if (view.byteLength < 10 || !says(view, 0, "GIF8")) return null;
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

/** RFC 9649, sections 2.5 to 2.7. */
function webpSize(view: DataView): ImageSize | null {
  if (
    view.byteLength < 30 || !says(view, 0, "RIFF") || !says(view, 8, "WEBP")
  ) return null;
  if (says(view, 12, "VP8X")) {
    const uint24 = (offset: number) =>
      view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16);
    return { width: uint24(24) + 1, height: uint24(27) + 1 };
  }
  if (says(view, 12, "VP8L")) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  if (!says(view, 12, "VP8 ")) return null;
  return {
    width: view.getUint16(26, true) & 0x3fff,
    height: view.getUint16(28, true) & 0x3fff,
  };
}

/** The frame header of JPEG (ITU T.81, section B.2.2), behind segments of any kind. */
function jpegSize(view: DataView): ImageSize | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  let offset = 2;
  let turned = false;
  while (offset + 9 <= view.byteLength) {
    if (view.getUint8(offset) !== 0xff) return null;
    const marker = view.getUint8(offset + 1);
    // Bytes of 0xff may fill the room between segments.
    if (marker === 0xff) {
      offset++;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf &&
      ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      const height = view.getUint16(offset + 5);
      const width = view.getUint16(offset + 7);
      return turned ? { width: height, height: width } : { width, height };
    }
    if (marker === 0xe1) turned ||= isTurned(view, offset + 4);
    const length = view.getUint16(offset + 2);
    if (length < 2) return null;
    offset += 2 + length;
  }
  return null;
}

/** Whether Exif says that the picture lies on its side, as cameras do. */
function isTurned(view: DataView, start: number): boolean {
  const tiff = start + 6;
  if (!says(view, start, "Exif") || tiff + 8 > view.byteLength) return false;
  const little = says(view, tiff, "II");
  const directory = tiff + view.getUint32(tiff + 4, little);
  if (directory + 2 > view.byteLength) return false;
  const count = Math.min(view.getUint16(directory, little), 100);
  for (let i = 0; i < count; i++) {
    const entry = directory + 2 + 12 * i;
    if (entry + 12 > view.byteLength) return false;
    if (view.getUint16(entry, little) === 0x0112) {
      return view.getUint16(entry + 8, little) >= 5;
    }
  }
  return false;
}

/** The first `ispe` property of AVIF (ISO/IEC 23008-12, section 6.5.3). */
function avifSize(view: DataView): ImageSize | null {
  if (!says(view, 4, "ftypavi")) return null;
  const end = Math.min(view.byteLength - 16, 4096);
  for (let offset = 16; offset < end; offset++) {
    if (says(view, offset, "ispe")) {
      return {
        width: view.getUint32(offset + 8),
        height: view.getUint32(offset + 12),
      };
    }
  }
  return null;
}

/** The size or else the view box of an SVG's outermost element. */
function svgSize(head: Uint8Array): ImageSize | null {
  const text = new TextDecoder().decode(head.subarray(0, 4096));
  const tag = /^\s*(?:<[?!][^>]*>\s*)*<svg\b([^>]*)>/.exec(text)?.[1];
  if (tag === undefined) return null;
  const length = (name: string) =>
    Number(
      new RegExp(`\\s${name}=["']([\\d.]+)(?:px)?["']`).exec(tag)?.[1] ?? NaN,
    );
  const box = /\sviewBox=["'][-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)/
    .exec(tag);
  const width = length("width");
  const height = length("height");
  const size = width > 0 && height > 0
    ? { width, height }
    : { width: Number(box?.[1]), height: Number(box?.[2]) };
  return size.width > 0 && size.height > 0
    ? { width: Math.round(size.width), height: Math.round(size.height) }
    : null;
}
