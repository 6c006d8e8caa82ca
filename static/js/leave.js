// Leave hides the page first and goes away second, in place of this page in the history. Shift
// three times does the same; Esc does not, because it would stop the next page from loading.
// Without JavaScript the link is still a link. An installed app goes to its cover: a page of somebody else's would
// open in a window that looks odd. It does not erase history, and the help page says so.

const TIMES = 3;
const WITHIN = 5000;
const link = document.querySelector("[data-leave]");

function leave() {
  const cover = document.createElement("div");
  cover.className = "leaving";
  cover.setAttribute("role", "alert");
  document.body.append(cover);
  cover.textContent = link.dataset.leave;
  document.dispatchEvent(new Event("leave"));
  const isApp = matchMedia("(display-mode: standalone)").matches || navigator.standalone;
  location.replace(isApp ? link.dataset.cover : link.href);
}

let presses = 0;
let last = 0;
let alone = false; // Shift with a letter or a click is someone writing or choosing

function hold(event) {
  if (event.repeat) return;
  alone = event.key === "Shift" && !event.ctrlKey && !event.altKey && !event.metaKey;
  if (!alone) presses = 0;
}

function release(event) {
  if (event.key !== "Shift" || !alone) return;
  presses = event.timeStamp - last <= WITHIN ? presses + 1 : 1;
  last = event.timeStamp;
  alone = false;
  if (presses === TIMES) leave();
}

if (link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  addEventListener("keydown", hold);
  addEventListener("pointerdown", hold);
  addEventListener("keyup", release);
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload(); // the server knows what may still be seen
  });
}
