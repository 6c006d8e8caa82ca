// A form that is on its way cannot be sent again by a second tap, and says so if it takes long.
// The button is not disabled: that would drop its own value from the form and lose the focus.

const PATIENCE = 400; // shorter waits need no words
const GIVE_UP = 10000; // a download or a lost network never leaves the page: the form opens again

const sending = new Map();

function begin(form, button) {
  const words = button?.dataset.sending;
  const usual = button ? [...button.childNodes] : [];
  button?.setAttribute("aria-disabled", "true");
  sending.set(form, {
    button,
    usual,
    words: words && setTimeout(() => button.replaceChildren(words), PATIENCE),
    end: setTimeout(() => end(form), GIVE_UP),
  });
}

function end(form) {
  const { button, usual, words, end } = sending.get(form) ?? {};
  sending.delete(form);
  clearTimeout(words);
  clearTimeout(end);
  button?.removeAttribute("aria-disabled");
  button?.replaceChildren(...usual);
}

// Captured, so that a second tap is stopped before htmx queues it as a second request.
document.addEventListener(
  "submit",
  (event) => {
    if (sending.has(event.target)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else {
      begin(event.target, event.submitter);
    }
  },
  true,
);

// The answer comes before the swap, so that a button that stays takes its words from the new page;
// only the end is told when there was no answer.
for (const name of ["htmx:after:request", "htmx:finally:request"]) {
  document.addEventListener(name, (event) => end(event.detail.ctx.request.form));
}

// A form that a script answered by itself.
document.addEventListener("answered", ({ detail: form }) => end(form));

// Back from the next page: what was sent then can be sent anew now.
addEventListener("pageshow", () => [...sending.keys()].forEach(end));
