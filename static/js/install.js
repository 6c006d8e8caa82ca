// Where the browser can put the app on the home screen by itself, it says so; what it offers waits for the tap.

const button = document.getElementById("install");
let offer = null;

addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offer = event;
  button.hidden = false;
});

button.addEventListener("click", async () => {
  await offer?.prompt();
  button.hidden = true;
});
