// On every signed-in page. A browser may keep a left page alive and show it again on Back, even
// after sign-out and in spite of no-store. So a page goes blank as it is left, and one that comes
// back alive asks the server again, which knows whether there is still someone signed in.

const page = document.documentElement;

addEventListener("pagehide", () => page.classList.add("blank"));

addEventListener("pageshow", (event) => {
  if (event.persisted) {
    location.reload();
  } else {
    page.classList.remove("blank");
  }
});
