// Measures the memory of idle event streams. It opens COUNT of them, eight a person, and reads the
// server's memory before and after:
//   node e2e/bench/streams.mjs URL PASSWORD PID COUNT < HANDLES
// HANDLES has a handle a line, all with the same password, as `seed` makes them.

import { readFileSync } from "node:fs";

const [url, password, pid, count = "1000"] = process.argv.slice(2);
if (!pid) {
  console.error("node e2e/bench/streams.mjs URL PASSWORD PID [COUNT] < HANDLES");
  process.exit(2);
}
const A_PERSON = 8;
const handles = readFileSync(0, "utf8").split("\n").filter(Boolean);
const resident = () => {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)[1]);
};

const headers = { "x-life-circle": "1", "content-type": "application/json" };
const tokens = [];
for (const handle of handles.slice(0, Math.ceil(Number(count) / A_PERSON))) {
  const body = JSON.stringify({ handle, password, bearer: true });
  const answer = await fetch(`${url}/api/v1/sessions`, { method: "POST", headers, body });
  if (!answer.ok) throw new Error(`${handle}: ${await answer.text()}`);
  tokens.push((await answer.json()).token);
}

const open = async (token) => {
  const answer = await fetch(`${url}/api/v1/events`, {
    headers: { ...headers, authorization: `Bearer ${token}` },
  });
  if (!answer.ok) throw new Error(await answer.text());
  const reader = answer.body.getReader();
  // The first event says what is unread.
  await reader.read();
  return reader;
};
const settle = () => new Promise((done) => setTimeout(done, 2000));
// The first stream warms up what all share.
await open(tokens[0]);
await settle();
const before = resident();
const readers = [];
for (let number = 1; number < Number(count); number += 1) {
  readers.push(await open(tokens[Math.floor(number / A_PERSON)]));
}
await settle();
const after = resident();
const more = after - before;
const each = (more / readers.length).toFixed(1);
console.log(`${readers.length} streams: ${more} kB more (${before} -> ${after}), ${each} kB each`);
process.exit(0);
