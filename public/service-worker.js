// Opens the page without waiting for the network, and without one: it answers with the page's own
// files and with photos as they were last seen. It never answers a call of the API
// (docs/decisions/offline.md).

// The build writes both: what the page consists of, and a name that changes with it.
const FILES = [];
const VERSION = "";

const PAGE = "page-";
const OWN = `${PAGE}${VERSION}`;
// The cache of the person who is signed in. The program makes and deletes it
// (src/data/api/kept.rs).
const KEPT = "kept-";
// What another app has shared (src/moments/compose/shared.rs).
const SHARED = "shared";
// What waits to be sent (src/data/api/kept.rs).
const LETTERS = "letters";
const SIGNED_OUT = new Error("the writer isn't signed in");
// What the names of the program's files begin with.
const PROGRAM = /\/life-circle-[0-9a-f]+\.js/;
// Paths of this origin that aren't the page's.
const NOT_THE_PAGE = /^\/(api|docs|healthz|readyz|metrics)(\/|$)/;
const PHOTO = /^\/api\/v1\/photos\/[^/]+$/;

const program = FILES.find((file) => PROGRAM.test(file));

// A version is kept as a whole or not at all. What the browser has already isn't loaded again.
async function install() {
  const shell = await fetch("/", { cache: "no-cache" });
  // The server may have another version by now: it comes with another worker.
  if (!(await shell.clone().text()).includes(program)) throw new Error("another version");
  const cache = await caches.open(OWN);
  await cache.addAll(FILES);
  await cache.put("/", shell);
}

// The version before stays: a tab that is still open may ask for its parts.
async function activate() {
  const versions = (await caches.keys()).filter((name) => name.startsWith(PAGE) && name !== OWN);
  await Promise.all(versions.slice(0, -1).map((name) => caches.delete(name)));
  await clients.claim();
}

// Opens the page at any of its paths.
async function open(event) {
  // A new version takes over when the page is opened while no other tab has it.
  const others = (await clients.matchAll()).filter(({ id }) => id !== event.replacesClientId);
  if (registration.waiting && others.length === 0) {
    registration.waiting.postMessage("take over");
    return new Response("", { headers: { refresh: "0" } });
  }
  const cache = await caches.open(OWN);
  const kept = await cache.match("/");
  if (!kept) return fetch(event.request);
  event.waitUntil(renew(cache, kept).catch(() => {}));
  return kept;
}

// The host may have changed the settings in the page. Another version comes with another worker.
async function renew(cache, kept) {
  const shell = await fetch("/", { cache: "no-cache" });
  const isChanged = shell.headers.get("etag") !== kept.headers.get("etag");
  const isThisVersion = async () => (await shell.clone().text()).includes(program);
  if (shell.ok && isChanged && (await isThisVersion())) await cache.put("/", shell);
}

async function own(request) {
  const kept = await caches.match(request, { ignoreVary: true });
  return kept ?? fetch(request);
}

// Shows a photo as it was last seen, and asks for it again each time: it may be hidden by now.
async function photo(event) {
  const { request } = event;
  const name = (await caches.keys()).find((name) => name.startsWith(KEPT));
  if (!name) return fetch(request);
  const kept = await caches.match(request, { cacheName: name, ignoreVary: true });
  const current = fetch(request);
  const following = current.then((answer) => follow(request, answer.clone(), name, kept));
  event.waitUntil(following.catch(() => {}));
  return kept ?? current;
}

// Keeps photos that were on the screen before this worker was.
async function keepShown(addresses) {
  const name = (await caches.keys()).find((name) => name.startsWith(KEPT));
  if (!name) return;
  const photos = addresses.filter((address) => {
    const { origin, pathname } = new URL(address);
    return origin === location.origin && PHOTO.test(pathname);
  });
  for (const address of new Set(photos)) await follow(address, await fetch(address), name);
}

// Keeps what the server has answered, or forgets what it doesn't give any more.
async function follow(request, answer, name, kept) {
  // The person may have signed out meanwhile.
  if (!(await caches.has(name))) return;
  const cache = await caches.open(name);
  if (answer.ok) {
    const isKnown = kept && kept.headers.get("etag") === answer.headers.get("etag");
    if (!isKnown) await cache.put(request, answer).catch(() => makeRoom(cache));
  } else if (answer.status < 500 && answer.status !== 429) {
    await cache.delete(request, { ignoreVary: true });
    const tabs = kept ? await clients.matchAll() : [];
    for (const tab of tabs) tab.postMessage({ gone: request.url });
  }
}

// Keeps what another app shares (the manifest's "share_target") until the composer takes it up.
async function receive(request) {
  const form = await request.formData();
  await caches.delete(SHARED);
  const cache = await caches.open(SHARED);
  const words = ["title", "text", "url"].map((name) => form.get(name)).filter(Boolean);
  await cache.put("/share/words", new Response([...new Set(words)].join("\n")));
  // One more than fit: the composer says that some were left out.
  for (const [number, photo] of form.getAll("photos").slice(0, 10).entries()) {
    await cache.put(`/share/${number}`, new Response(photo));
  }
}

async function share(request) {
  // What can't be kept can't be shared. The composer opens as it was.
  await receive(request).catch(() => {});
  return Response.redirect("/circle?shared", 303);
}

// Sends what the page couldn't, in its order (src/outbox/letter.rs). The keys are the page's own: the
// server knows what it has already. If an error is thrown, the browser tries again later.
async function sendLetters() {
  const cache = await caches.open(LETTERS);
  const letters = await Promise.all((await cache.matchAll()).map((letter) => letter.json()));
  letters.sort((a, b) => a.written_at - b.written_at);
  for (const letter of letters) {
    // A tab that is still open may be sending. Letters of people who aren't signed in wait.
    await navigator.locks.request(letter.lock, () => sendLetter(cache, letter)).catch((error) => {
      if (error !== SIGNED_OUT) throw error;
    });
  }
}

async function sendLetter(cache, { person, path, key, body, photos }) {
  const address = `/letters/${key}`;
  // A tab has sent it meanwhile, or its writer has taken it back.
  if (!(await cache.match(address))) return;
  for (const [index, name] of photos.entries()) {
    const photo = await keptPhoto(name);
    const uploaded = photo && (await post("/api/v1/photos", person, name, photo));
    // The page says why when it is opened next.
    if (!uploaded?.ok) return cache.delete(address);
    const { id } = await uploaded.json();
    body = body.replace(`"id":"-${index + 1}"`, `"id":"${id}"`);
  }
  // The photos took their time.
  if (!(await cache.match(address))) return;
  await post(path, person, key, body);
  return cache.delete(address);
}

// The server refuses it if somebody else is signed in by now.
async function post(path, person, key, body) {
  const headers = { "x-life-circle": person, "idempotency-key": key };
  if (typeof body === "string") headers["content-type"] = "application/json";
  const signal = AbortSignal.timeout(120_000);
  const answer = await fetch(path, { method: "POST", headers, body, signal });
  if (answer.status === 401) throw SIGNED_OUT;
  const isPassing = answer.status >= 500 || [408, 429].includes(answer.status);
  if (isPassing) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

// A photo that the page keeps until it is sent (src/data/uploads/blobs.rs).
function keptPhoto(name) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("life-circle");
    opening.onupgradeneeded = () => opening.transaction.abort();
    opening.onerror = () => resolve(undefined);
    opening.onsuccess = () => {
      const reading = opening.result.transaction("photos").objectStore("photos").get(name);
      reading.onsuccess = () => resolve(reading.result);
      reading.onerror = () => reject(reading.error);
    };
  });
}

// The storage is full: what was kept first goes first.
async function makeRoom(cache) {
  const oldest = (await cache.keys()).slice(0, 100);
  await Promise.all(oldest.map((request) => cache.delete(request)));
}

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("sync", (event) => {
  if (event.tag === "letters") event.waitUntil(sendLetters());
});
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", (event) => {
  if (event.data === "take over") skipWaiting();
  if (event.data.shown) event.waitUntil(keepShown(event.data.shown).catch(() => {}));
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin || !program) return;
  if (request.method === "POST" && pathname === "/share") event.respondWith(share(request));
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    if (!NOT_THE_PAGE.test(pathname)) event.respondWith(open(event));
  } else if (PHOTO.test(pathname)) {
    if (request.destination === "image") event.respondWith(photo(event));
  } else if (FILES.includes(pathname) || PROGRAM.test(pathname) || pathname.endsWith(".wasm")) {
    event.respondWith(own(request));
  }
});
