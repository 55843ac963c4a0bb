// Measures the latencies of a running server as one client sees them, one request at a time. It
// posts moments, too:
//   node e2e/bench/latency.mjs URL HANDLE PASSWORD [ROUNDS]

const [url, handle, password, rounds = "300"] = process.argv.slice(2);
if (!password) {
  console.error("node e2e/bench/latency.mjs URL HANDLE PASSWORD [ROUNDS]");
  process.exit(2);
}

let token;
const call = async (path, body) => {
  const headers = {
    "x-life-circle": "1",
    ...(token && { authorization: `Bearer ${token}` }),
    ...(body && { "content-type": "application/json", "idempotency-key": crypto.randomUUID() }),
  };
  const answer = await fetch(`${url}/api/v1${path}`, {
    headers,
    method: body ? "POST" : "GET",
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
  return JSON.parse(text);
};

// Signing in ends the session that it is called with: only the newest token works.
const signIn = async () => {
  token = (await call("/sessions", { handle, password, bearer: true })).token;
};
await signIn();
const first = await call("/feed");
const { items: known, total: friends } = await call("/friends?limit=100");
// A friend who has written something.
const newest = ({ person }) => call(`/people/${person.handle}/moments?limit=1`);
const albums = await Promise.all(known.map(newest));
const moment = albums.find((album) => album.items.length > 0).items[0];
const friend = moment.author.handle;
let cursor = first.next;

const operations = {
  "sign-in": signIn,
  "first feed page": () => call("/feed"),
  "next feed page": async () => {
    // The walk goes through the whole feed, and from its top again.
    cursor = (await call(`/feed?cursor=${cursor}`)).next ?? first.next;
  },
  "one moment": () => call(`/moments/${moment.id}`),
  "person's page": () => call(`/people/${friend}`),
  "person's album": () => call(`/people/${friend}/moments`),
  "friends, 100": () => call("/friends?limit=100"),
  "search": () => call("/people?q=wang"),
  "status": () => call("/status"),
  "notifications": () => call("/notifications"),
  "suggestions": () => call("/suggestions"),
  [`post to ${friends} friends`]: () =>
    call("/moments", { text: "A moment to measure 测一测 #bench" }),
};

console.log("| operation | p50 ms | p99 ms |\n| --- | ---: | ---: |");
for (const [name, run] of Object.entries(operations)) {
  const count = name === "sign-in" ? Math.min(60, Number(rounds)) : Number(rounds);
  const times = [];
  for (let round = 0; round < count + 10; round += 1) {
    const began = performance.now();
    await run();
    // The first ten warm up connection and caches.
    if (round >= 10) times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const last = times.length - 1;
  const at = (share) => times[Math.min(last, Math.floor(times.length * share))].toFixed(1);
  console.log(`| ${name} | ${at(0.5)} | ${at(0.99)} |`);
}
