// On the pages that stand ready on the phone: each entry gets an id of its own when its page is opened, and a
// craving that waits is carried along in the address by that id, so that what was done about it finds it again.

const ID = /^#([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/([a-z0-9-]+))?$/;
const [, wave, skill] = ID.exec(location.hash) ?? [];

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  new DataView(bytes.buffer).setBigUint64(0, (BigInt(Date.now()) << 16n) | 0x7000n | BigInt((bytes[6] & 15) << 8) | BigInt(bytes[7]));
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function hold(form, name, value) {
  const field = form.elements.namedItem(name) ?? document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  if (!field.form) form.append(field);
}

// A skill that was done about a craving ends that craving, and is no practice of its own.
function endsWave(form) {
  form.action = form.dataset.inWave;
  for (const button of form.querySelectorAll('button[name="after"]')) button.name = "strength";
  hold(form, "wave", wave);
  hold(form, "skill", form.dataset.skill);
}

for (const form of document.querySelectorAll("form[data-entry]")) {
  hold(form, "submission_id", newId());
  if (wave && form.dataset.inWave) endsWave(form);
  else if (wave && form.elements.namedItem("wave")) {
    hold(form, "wave", wave);
    if (skill) hold(form, "skill", skill);
  }
}

if (wave) {
  for (const link of document.querySelectorAll("a[data-wave]")) link.hash = wave;
  document.querySelector("[data-kept]")?.setAttribute("data-saved", wave);
}

document.querySelector("[data-again]")?.addEventListener("click", (event) => {
  event.preventDefault();
  location.reload();
});
