// Slow breathing, 6 a minute: in while one counts to 4, out while one counts to 6, no holding.
// It goes by the timer around it, so Start, Pause, Stop and a reload are the timer's. The circle is
// not drawn for those who asked for less motion; the words and the numbers are there for everyone.

const IN = 4000;
const BREATH = 10000;
const SMALL = 50;
const WIDE = 96;
const place = document.querySelector("[data-breath]");

function at(gone) {
  const into = gone % BREATH;
  const isIn = into < IN;
  const part = isIn ? into / IN : 1 - (into - IN) / (BREATH - IN);
  return { isIn, count: Math.floor((isIn ? into : into - IN) / 1000) + 1, full: (1 - Math.cos(Math.PI * part)) / 2 };
}

function begin(timer) {
  const [circle, word, count] = ["[data-circle]", "[data-word]", "[data-count]"].map((one) => place.querySelector(one));
  const listen = timer.querySelector("[data-listen]");
  let tick = { soFar: 0, isRunning: false, isStarted: false };
  let since = 0;
  let spoken = "";

  function draw() {
    const gone = tick.soFar + (tick.isRunning ? performance.now() - since : 0);
    const { isIn, count: number, full } = at(gone);
    const { in: inwards, out, ready } = place.dataset;
    word.textContent = tick.isStarted ? (isIn ? inwards : out) : ready;
    count.textContent = tick.isStarted ? number : "";
    circle.setAttribute("r", tick.isStarted ? SMALL + (WIDE - SMALL) * full : SMALL);
    speak(tick.isRunning ? word.textContent : "");
    if (tick.isRunning) requestAnimationFrame(draw);
  }

  // Each word once, as its breath begins; nothing unless somebody asked for it.
  function speak(words) {
    if (words === spoken) return;
    spoken = words;
    if (listen?.getAttribute("aria-pressed") !== "true") return;
    speechSynthesis.cancel();
    if (!words) return;
    const said = new SpeechSynthesisUtterance(words);
    said.lang = document.documentElement.lang;
    speechSynthesis.speak(said);
  }

  timer.addEventListener("tick", (event) => {
    const wasRunning = tick.isRunning;
    tick = event.detail;
    since = performance.now();
    if (!wasRunning || !tick.isRunning) draw();
  });

  if (listen && "speechSynthesis" in window) {
    listen.hidden = false;
    listen.addEventListener("click", () => {
      const isOn = listen.getAttribute("aria-pressed") !== "true";
      listen.setAttribute("aria-pressed", String(isOn));
      if (isOn) spoken = "";
      else speechSynthesis.cancel();
    });
    addEventListener("pagehide", () => speechSynthesis.cancel());
  }
}

if (place) begin(place.closest("[data-timer]"));
