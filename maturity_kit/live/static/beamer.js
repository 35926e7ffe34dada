// The beamer: follows the room. Without it the page shows the room as it was when it was opened.
"use strict";
(() => {
  const PATIENCE = 8000;
  const main = () => document.getElementById("main");
  let fetching = false, wanted = false, ends = null;

  const ready = () => {
    const timer = document.querySelector("[data-left]");
    ends = timer ? performance.now() + Number(timer.dataset.left) * 1000 : null;
    tick();
  };
  const tick = () => {
    const timer = document.querySelector("[data-left]");
    if (!timer || ends === null) return;
    const left = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
    timer.textContent = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
    timer.classList.toggle("over", left === 0);
  };
  const refresh = async () => {
    if (fetching) { wanted = true; return; }
    fetching = true;
    wanted = false;
    try {
      const signal = AbortSignal.timeout ? AbortSignal.timeout(PATIENCE) : undefined;
      const answer = await fetch("/beamer?part=main", { cache: "no-store", signal });
      const next = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("main");
      if (answer.ok && next) { main().replaceWith(next); ready(); }
    } catch (error) { setTimeout(refresh, 2000); }
    fetching = false;
    if (wanted) refresh();
  };
  const fill = (name, text) => { for (const one of document.querySelectorAll("[data-" + name + "]")) one.textContent = text; };
  const listen = () => {
    const line = new EventSource("/events");
    let lost = false;
    line.onopen = () => { if (lost) refresh(); lost = false; };
    line.onmessage = (event) => {
      const news = JSON.parse(event.data);
      fill("voted", news.voted);
      fill("people", news.people);
      if (main().dataset.stamp !== news.stamp) refresh();
    };
    line.onerror = () => { lost = true; if (line.readyState === EventSource.CLOSED) setTimeout(listen, 2000); };
  };
  setInterval(tick, 250);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") refresh(); });
  if (window.EventSource) listen();
  ready();
})();
