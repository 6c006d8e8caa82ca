// A notice: words of a closed list that name nobody. The same id is shown once, however often it comes.

self.addEventListener("push", (event) => {
  const { text, id } = event.data?.json() ?? {};
  if (!text) return;
  event.waitUntil(self.registration.showNotification(text, { tag: id, icon: "/static/app/wave.svg", silent: false }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(
    self.clients.matchAll({ type: "window" }).then(([page]) => (page ? page.focus() : self.clients.openWindow("/today"))),
  );
});
