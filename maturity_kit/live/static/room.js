// The room on a phone: follows what the facilitator shows, and loses no vote. Without this script all still works.
(() => {
  "use strict";
  const KEPT = "votes-" + document.documentElement.dataset.room;
  const QUIET = 20000, SLOWEST = 15000, PATIENCE = 10000, STUCK = 3000;
  const clock = () => performance.now();
  const $ = (id) => document.getElementById(id);
  const main = () => document.querySelector("main");
  const form = () => document.querySelector("form[data-vote]");
  const question = (vote) => vote.item + " " + vote.ballot;
  const alone = (page) => page.dataset.scene.startsWith("alone");
  const words = $("said").dataset;

  // -- Votes that are not acknowledged: on the phone, or in this page where the phone keeps nothing.
  let memory = [], keeps = true;
  const read = () => {
    try { return keeps ? JSON.parse(localStorage.getItem(KEPT) || "[]") : memory; } catch (error) { keeps = false; return memory; }
  };
  const write = (votes) => {
    memory = votes;
    try { localStorage.setItem(KEPT, JSON.stringify(votes)); } catch (error) { keeps = false; }
  };
  const keep = (vote) => write(read().filter((one) => question(one) !== question(vote)).concat(vote));
  const drop = (key) => write(read().filter((one) => one.key !== key));
  const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (one) => one.toString(16).padStart(2, "0")).join("");

  // -- Sending: one after the other, each until it is acknowledged or refused.
  let sending = false, tried = -SLOWEST, wait = 0, later = 0, line = null;

  const ask = async (address, options) => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    if (options && options.method) line = stop;
    try {
      const answer = await fetch(address, Object.assign({ signal: stop.signal, cache: "no-store" }, options));
      return { status: answer.status, text: await answer.text() };
    } finally { clearTimeout(timer); }
  };
  const post = async (vote) => {
    const answer = await ask("/vote", { method: "POST", body: new URLSearchParams(vote), headers: { Accept: "application/json" } });
    const told = JSON.parse(answer.text);
    if (told.ok || answer.status === 400 || (told.problem && told.problem !== "vote.stranger")) return told;
    if (told.problem) refresh();
    throw new Error("not acknowledged");
  };
  const send = async () => {
    if (sending) return;
    sending = true;
    clearTimeout(later);
    try {
      for (let vote = read()[0]; vote; vote = read()[0]) {
        tried = clock();
        const told = await post(vote);
        drop(vote.key);
        wait = 0;
        acknowledged(vote, told);
      }
    } catch (error) {
      wait = Math.min(2 * wait || 1000, SLOWEST);
      later = setTimeout(send, wait * (0.75 + Math.random() / 2));
      if (sent(form())) status(keeps ? words.unsaved : words.pageOnly, true);
    } finally { sending = false; }
  };
  const hurry = () => {
    if (sending || !read().length || clock() - tried < 1000) return;
    wait = 0;
    send();
  };
  // A request from before the phone slept may never be answered; one that is merely slow is left alone.
  const unstick = () => { if (sending && line && clock() - tried > STUCK) line.abort(); };
  const acknowledged = (vote, told) => {
    const asked = form();
    const here = asked && asked.dataset.vote === question(vote);
    if (!told.ok) {
      $("said").textContent = told.message;
      $("said").dataset.about = question(vote);
      if (here) status("", false);
      refresh();
    } else if (here) {
      status(told.message, false);
      const button = asked.querySelector("button");
      button.textContent = button.dataset.change;
      if (alone(main()) && !sent(asked)) location.assign(told.next);
    }
  };

  // -- What the page shows.
  const sent = (asked) => asked && read().find((vote) => question(vote) === asked.dataset.vote);
  const status = (text, unsaved) => {
    const place = $("status");
    if (!place) return;
    place.textContent = text;
    place.classList.toggle("unsaved", unsaved);
  };
  const mark = (asked) => {
    for (const one of asked.querySelectorAll(".choice")) one.classList.toggle("on", one.firstElementChild.checked);
    const why = asked.elements.choice.value === "not_applicable";
    for (const one of asked.querySelectorAll(".reason")) one.classList.toggle("off", !why);
  };
  const drafts = {};
  const restore = (asked, vote) => {
    asked.elements.choice.value = vote.choice;
    asked.elements.reason.value = vote.reason || "";
  };
  const decorate = () => {
    const asked = form();
    if (asked) {
      const vote = sent(asked), draft = drafts[asked.dataset.vote];
      if (vote || draft) restore(asked, vote || draft);
      if (vote) status(sending ? words.saving : keeps ? words.unsaved : words.pageOnly, !sending);
      if ($("said").dataset.about && $("said").dataset.about !== asked.dataset.vote) $("said").textContent = "";
      mark(asked);
    }
    startTimer();
  };

  let over = null;
  const startTimer = () => {
    const left = $("timer") && $("timer").dataset.left;
    over = left === undefined || left === null ? null : clock() + 1000 * left;
    showTimer();
  };
  const showTimer = () => {
    const place = $("timer");
    if (over === null || !place) return;
    const left = Math.max(0, Math.ceil((over - clock()) / 1000));
    const shown = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
    place.textContent = left ? place.dataset.words.replace("{clock}", shown) : place.dataset.over;
  };

  // -- Following the room: never away from a question while somebody chooses.
  const replace = (text) => {
    const next = new DOMParser().parseFromString(text, "text/html").querySelector("main");
    const shown = main();
    if (!next) throw new Error("no page");
    if (next.dataset.scene === shown.dataset.scene && form()) {
      for (const place of shown.querySelectorAll("[data-live]")) {
        if (place.id !== "status" || !sent(form())) place.replaceWith(next.querySelector("#" + place.id));
      }
      shown.dataset.step = next.dataset.step;
      startTimer();
    } else if (form() && alone(shown) && alone(next)) {
      shown.dataset.step = next.dataset.step;
    } else if (next.outerHTML !== shown.outerHTML) {
      const moved = next.dataset.scene !== shown.dataset.scene;
      shown.replaceWith(document.adoptNode(next));
      decorate();
      if (moved) { scrollTo(0, 0); next.querySelector("h1").focus({ preventScroll: true }); }
    }
  };
  let fetching = false, again = false;
  const refresh = async () => {
    again = true;
    if (fetching) return;
    fetching = true;
    try {
      while (again) {
        again = false;
        const here = new URLSearchParams(location.search);
        here.set("part", "main");
        const answer = await ask("/room?" + here);
        if (answer.status === 403) return location.assign("/");
        if (answer.status === 200) replace(answer.text);
      }
    } catch (error) { main().dataset.step = ""; } finally { fetching = false; }
  };
  const heard = (state) => {
    $("line").textContent = "";
    const place = $("voted");
    if (place) place.textContent = place.dataset.words.replace("{voted}", state.voted).replace("{people}", state.people);
    if (String(state.step) !== main().dataset.step) refresh();
    hurry();
  };
  let polling = false;
  const poll = async () => {
    if (polling || finished()) return;
    polling = true;
    try {
      const answer = await ask("/state", { headers: { Accept: "application/json" } });
      if (answer.status === 403) refresh();
      if (answer.status === 200) heard(JSON.parse(answer.text));
    } catch (error) { $("line").textContent = words.lost; } finally { polling = false; }
  };
  let source = null, last = clock(), tuned = clock();
  const finished = () => ["ended", "removed"].includes(main().dataset.scene);
  const listen = () => {
    if (source) source.close();
    source = null;
    if (finished() || document.hidden || !window.EventSource) return;
    tuned = clock();
    source = new EventSource("/events");
    source.onmessage = (news) => { last = clock(); heard(JSON.parse(news.data)); };
    source.onerror = poll;
    source.addEventListener("still", () => { last = clock(); });
  };
  const wake = () => {
    if (document.hidden) { if (source) source.close(); return; }
    unstick();
    listen();
    poll();
    hurry();
  };

  document.addEventListener("submit", (event) => {
    const asked = event.target;
    if (!asked.dataset.vote) return;
    event.preventDefault();
    const chosen = new FormData(asked), before = sent(asked);
    const vote = { key: newKey() };
    for (const name of ["item", "ballot", "choice", "reason"]) vote[name] = chosen.get(name) || "";
    if (!before || before.choice !== vote.choice || before.reason !== vote.reason) keep(vote);
    delete drafts[asked.dataset.vote];
    $("said").textContent = "";
    status(words.saving, false);
    send();
  });
  document.addEventListener("input", (event) => {
    const asked = event.target.form;
    if (!asked || !asked.dataset.vote) return;
    drafts[asked.dataset.vote] = { choice: asked.elements.choice.value, reason: asked.elements.reason.value };
    mark(asked);
  });
  document.addEventListener("visibilitychange", wake);
  addEventListener("online", wake);
  addEventListener("offline", poll);
  addEventListener("pageshow", (event) => { if (event.persisted) wake(); });
  addEventListener("pagehide", () => { if (source) source.close(); });
  addEventListener("storage", (event) => { if (event.key === KEPT) refresh(); });
  setInterval(showTimer, 1000);
  setInterval(() => {
    if (document.hidden || finished()) return;
    const quiet = clock() - last > QUIET;
    if (quiet) poll();
    if (!source || source.readyState === 2 || (quiet && clock() - tuned > QUIET)) listen();
  }, 5000);

  decorate();
  listen();
  send();
})();
