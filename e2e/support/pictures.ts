// Pictures to upload: PNGs that are made here, each in a colour of its own.

import { crc32, deflateSync } from "node:zlib";

/** A PNG of one colour that fades to black at its lower edge. */
export function picture(hue: number, width = 640, height = 480): Buffer {
  const rows: Buffer[] = [];
  for (let y = 0; y < height; y += 1) {
    const light = 1 - y / height;
    const wave = (shift: number) => 1 + Math.cos(((hue + shift) * Math.PI) / 180);
    const pixel = [0, 120, 240].map((shift) => Math.round(127 * light * wave(shift)));
    rows.push(Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from(pixel)));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(rows))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** This many files to choose. */
export function pictures(count: number) {
  return Array.from({ length: count }, (_, number) => ({
    name: `${number}.png`,
    mimeType: "image/png",
    buffer: picture((number * 360) / count),
  }));
}
