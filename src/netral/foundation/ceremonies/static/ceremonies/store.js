// What the kiosk keeps on the device: the ceremony, its people, the queue, and wrong PINs. It survives a power cut.
const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

// Written for good before anybody is thanked: "strict" waits for the disk.
const finished = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });

export async function openStore(kiosk) {
  const request = indexedDB.open(`netral-kiosk-${kiosk}`, 1);
  request.onupgradeneeded = () => {
    const made = request.result;
    made.createObjectStore("about");
    made.createObjectStore("people", { keyPath: "digest" });
    made.createObjectStore("queue", { keyPath: "id" });
    made.createObjectStore("tries", { keyPath: "digest" });
  };
  const database = await done(request);
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
  const read = (name) => database.transaction(name).objectStore(name);
  const write = async (names, change) => {
    const transaction = database.transaction(names, "readwrite", { durability: "strict" });
    change((name) => transaction.objectStore(name));
    await finished(transaction);
  };
  return {
    about: () => done(read("about").get("ceremony")),
    person: (digest) => done(read("people").get(digest)),
    people: () => done(read("people").count()),
    queue: async () => (await done(read("queue").getAll())).sort((a, b) => a.at - b.at),
    tries: (digest) => done(read("tries").get(digest)),
    keepAbout: (about) => write(["about"], (of) => of("about").put(about, "ceremony")),
    keepTries: (tries) => write(["tries"], (of) => of("tries").put(tries)),
    // All or nothing, so that a power cut leaves no half list.
    keepRoster: (about, people) =>
      write(["about", "people"], (of) => {
        of("about").put(about, "ceremony");
        of("people").clear();
        people.forEach((person) => of("people").put(person));
      }),
    keepEntries: (entries) => write(["queue"], (of) => entries.forEach((entry) => of("queue").put(entry))),
    keepConfirmed: (entry, person) =>
      write(["queue", "tries"], (of) => {
        of("queue").put(entry);
        of("tries").put({ digest: person.digest, wrong: 0, until: 0 });
      }),
    forgetPeople: () => write(["people"], (of) => of("people").clear()),
  };
}
