// Measures what hostile uploads cost. It sends each to a running server, one after the other, and
// prints the answer, the time, and how far the server's memory rose at its highest:
//   node e2e/bench/hostile-photos.mjs URL HANDLE PASSWORD PID

import { readFileSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { crc32, deflateSync } from "node:zlib";

const [url, handle, password, pid] = process.argv.slice(2);
if (!pid) {
  console.error("node e2e/bench/hostile-photos.mjs URL HANDLE PASSWORD PID");
  process.exit(2);
}
const memory = (name) => {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]);
};
// From here on the kernel counts the highest memory again.
const forgetHighest = () => writeFileSync(`/proc/${pid}/clear_refs`, "5");

const headers = { "x-life-circle": "1" };
const signedIn = await fetch(`${url}/api/v1/sessions`, {
  method: "POST",
  headers: { ...headers, "content-type": "application/json" },
  body: JSON.stringify({ handle, password, bearer: true }),
});
if (!signedIn.ok) throw new Error(await signedIn.text());
headers.authorization = `Bearer ${(await signedIn.json()).token}`;

/** Sends a body in pieces. A server that has seen enough may answer before its end. */
const upload = (pieces, length) => new Promise((done) => {
  let sent = 0;
  const outgoing = request(`${url}/api/v1/photos`, {
    method: "POST",
    headers: {
      ...headers,
      "content-type": "image/jpeg",
      "idempotency-key": crypto.randomUUID(),
      "content-length": length,
    },
  });
  const finish = (answer) => {
    outgoing.destroy();
    done({ answer, sent });
  };
  outgoing.on("response", (response) => {
    let text = "";
    response.on("data", (data) => (text += data));
    response.on("end", () => {
      finish(`${response.statusCode} ${JSON.parse(text).error?.code ?? "taken"}`);
    });
  });
  outgoing.on("error", (error) => finish(String(error.code)));
  const send = () => {
    for (;;) {
      const { value, done: isOver } = pieces.next();
      if (isOver || outgoing.destroyed) return outgoing.end();
      sent += value.length;
      if (!outgoing.write(value)) return outgoing.once("drain", send);
    }
  };
  send();
});

const chunk = (kind, data) => {
  const body = Buffer.concat([Buffer.from(kind), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
};
const png = (width, height, rows) => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
};
const whole = (buffer) => [[buffer].values(), buffer.length];
const repeated = (first, times, piece) => [
  (function* () {
    yield first;
    for (let time = 0; time < times; time += 1) yield piece;
  })(),
  first.length + times * piece.length,
];

const good = png(640, 480, Buffer.alloc(480 * (1 + 640 * 3)));
const mebibyte = Buffer.alloc(1024 * 1024, 7);
const script = "<script>alert(1)</script>";
const svg = `<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`;
const hostile = {
  "good, 640 x 480": whole(good),
  "truncated": whole(good.subarray(0, good.length / 2)),
  "text that says it is JPEG": whole(Buffer.from("GET / HTTP/1.1\r\n".repeat(100))),
  "JPEG's first bytes, then a page with a script": whole(
    Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(script.repeat(40))]),
  ),
  "SVG with a script": whole(Buffer.from(svg)),
  "PNG of 50,000 x 50,000 that has next to no rows": whole(png(50_000, 50_000, Buffer.alloc(1000))),
  "PNG of 7,000 x 7,000 that has next to no rows": whole(png(7000, 7000, Buffer.alloc(1000))),
  "the same with half its rows": whole(png(7000, 7000, Buffer.alloc(3500 * (1 + 7000 * 3)))),
  "the same, all there (allowed)": whole(png(7000, 7000, Buffer.alloc(7000 * (1 + 7000 * 3)))),
  "PNG that says 100 x 100 and has 100 MB of rows": whole(
    png(100, 100, Buffer.alloc(100 * 1024 * 1024)),
  ),
  "100 MB said, nothing sent": [[].values(), 100 * 1024 * 1024],
  "100 MB sent": repeated(good, 100, mebibyte),
  "20 MB of noise after PNG's first bytes": repeated(good.subarray(0, 60), 19, mebibyte),
};
console.log("| upload | answer | after sending | ms | memory at its highest |");
console.log("| --- | --- | ---: | ---: | ---: |");
await upload(...whole(good));
for (const [name, body] of Object.entries(hostile)) {
  await new Promise((done) => setTimeout(done, 500));
  forgetHighest();
  const before = memory("VmRSS");
  const began = performance.now();
  const { answer, sent } = await upload(...body);
  const took = performance.now() - began;
  const risen = memory("VmHWM") - before;
  const sentMb = (sent / 1024 / 1024).toFixed(1);
  const risenMb = (risen / 1024).toFixed(1);
  console.log(`| ${name} | ${answer} | ${sentMb} MB | ${took.toFixed(0)} | +${risenMb} MB |`);
}
process.exit(0);
