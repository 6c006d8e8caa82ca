// This phone can add an entry and cannot read it back: only the server has the other half of the key.
// The same steps stand in companion/core/envelope.py.

const VERSION = 1;
const BLOCK = 512; // how long an entry is says something of what is in it

const text = new TextEncoder();

function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function base64Of(bytes) {
  let letters = "";
  for (let start = 0; start < bytes.length; start += 8192) {
    letters += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return btoa(letters);
}

async function keyFor(publicKey, pair) {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const theirs = await crypto.subtle.importKey("raw", bytesOf(publicKey), curve, false, []);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, pair.privateKey, 256);
  const base = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info: text.encode("companion entry") };
  return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
}

function padded(said) {
  const bytes = text.encode(said);
  const whole = new Uint8Array(Math.ceil(bytes.length / BLOCK) * BLOCK).fill(32); // spaces, after the JSON
  whole.set(bytes);
  return whole;
}

async function seal(said, id, publicKey) {
  const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, false, ["deriveBits"]);
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const how = { name: "AES-GCM", iv: nonce, additionalData: text.encode(id) };
  const body = await crypto.subtle.encrypt(how, await keyFor(publicKey, pair), padded(JSON.stringify(said)));
  const point = await crypto.subtle.exportKey("raw", pair.publicKey);
  const parts = [Uint8Array.of(VERSION), new Uint8Array(point), nonce, new Uint8Array(body)];
  const letter = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  parts.reduce((at, part) => (letter.set(part, at), at + part.length), 0);
  return base64Of(letter);
}

// A UUIDv7, as the server makes them.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let time = Date.now();
  for (let place = 5; place >= 0; place -= 1) {
    bytes[place] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
