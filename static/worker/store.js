// What waits on this phone: sealed entries, and the little that is needed to send them. An entry is a row of its
// own even if another has its id: nothing that a person saved takes the place of something else.

const DATABASE = "companion";
const MOST = 500;

class Full extends Error {}

function whole(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

let opening = null;

function database() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("entries", { keyPath: "n", autoIncrement: true });
      request.result.createObjectStore("facts");
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => {
        request.result.close();
        opening = null;
      };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
  opening.catch(() => (opening = null));
  return opening;
}

// Strict: the disk has it before anybody is told that it is saved.
async function write(name, change) {
  const transaction = (await database()).transaction(name, "readwrite", { durability: "strict" });
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
  const result = await change(transaction.objectStore(name));
  await done;
  return result;
}

async function read(name, ask) {
  return whole(ask((await database()).transaction(name).objectStore(name)));
}

const store = {
  add: (row) =>
    write("entries", async (entries) => {
      if ((await whole(entries.count())) >= MOST) throw new Full();
      return whole(entries.add(row));
    }),
  rows: () => read("entries", (entries) => entries.getAll()),
  row: (n) => read("entries", (entries) => entries.get(n)),
  remove: (numbers) => write("entries", (entries) => numbers.forEach((n) => entries.delete(n))),
  async change(n, values) {
    return write("entries", async (entries) => {
      const row = await whole(entries.get(n));
      if (row) entries.put({ ...row, ...values });
    });
  },
  facts: async () => (await read("facts", (facts) => facts.get("all"))) ?? {},
  async learn(values) {
    return write("facts", async (facts) => {
      facts.put({ ...(await whole(facts.get("all"))), ...values }, "all");
    });
  },
};
