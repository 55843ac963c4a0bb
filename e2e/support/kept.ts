// What a browser keeps of what somebody writes.

/** The number of photos and the names of drafts that this browser keeps. Runs in the page. */
export async function keptHere() {
  const names = Object.keys(localStorage).filter((name) => /^(draft|letter)-/.test(name));
  // Whoever opens a database that isn't there makes an empty one, in which the page has no place.
  const databases = await indexedDB.databases();
  if (!databases.some(({ name }) => name === "life-circle")) return { photos: 0, names };
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open("life-circle");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const photos = await new Promise<number>((resolve, reject) => {
    const request = database.transaction("photos").objectStore("photos").count();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return { photos, names };
}
