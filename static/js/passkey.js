// A passkey is made or used by the browser itself; this hands over what the server asked for, and sends what
// came of it with the form. Without a passkey the form beside it, with the PIN or the password, does the same.

async function asked(form) {
  const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value });
  const answer = await fetch(form.dataset.usePasskey, { method: "POST", body });
  if (!answer.ok) throw new Error("no challenge");
  return answer.json();
}

async function made(form) {
  if (form.dataset.makePasskey) {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(form.dataset.makePasskey));
    return navigator.credentials.create({ publicKey });
  }
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await asked(form));
  return navigator.credentials.get({ publicKey });
}

async function send(event) {
  event.preventDefault();
  const form = event.target;
  const sorry = form.querySelector("[role=alert]");
  sorry.hidden = true;
  try {
    form.elements.credential.value = JSON.stringify((await made(form)).toJSON());
    form.submit();
  } catch {
    sorry.hidden = false; // cancelled, or no such key: the person can try again
    document.dispatchEvent(new CustomEvent("answered", { detail: form }));
  }
}

for (const form of document.querySelectorAll("[data-make-passkey], [data-use-passkey]")) {
  form.hidden = !window.PublicKeyCredential?.parseRequestOptionsFromJSON;
  form.addEventListener("submit", send);
}
