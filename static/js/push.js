// Notices on this phone. The browser is asked only after the tap, and what it says goes with the form.

const bytesOf = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

async function subscription(key) {
  const ready = await navigator.serviceWorker.ready;
  const options = { userVisibleOnly: true, applicationServerKey: bytesOf(key) };
  return (await ready.pushManager.getSubscription()) ?? ready.pushManager.subscribe(options);
}

async function send(event) {
  event.preventDefault();
  const form = event.target;
  try {
    if ((await Notification.requestPermission()) !== "granted") throw new Error("not allowed");
    form.elements.subscription.value = JSON.stringify(await subscription(form.dataset.pushKey));
    form.submit();
  } catch {
    const sorry = form.querySelector("[role=alert]");
    if (sorry) sorry.hidden = false;
    document.dispatchEvent(new CustomEvent("answered", { detail: form }));
  }
}

for (const form of document.querySelectorAll("form[data-push-key]")) {
  form.hidden = !navigator.serviceWorker;
  form.addEventListener("submit", send);
}
