// The console: acts without leaving the page, news, shortcuts. Everything works without it, by plain forms.
"use strict";
(() => {
  const said = document.body.dataset;
  const state = document.getElementById("state");
  const told = document.getElementById("told");
  const CALM = 10000, MINUTE = 60000, PATIENCE = 8000;
  let busy = false, fetching = null, wanted = false, composing = false, lastNews = Date.now();

  const main = () => document.getElementById("main");
  const patient = () => (AbortSignal.timeout ? AbortSignal.timeout(PATIENCE) : undefined);
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const say = (words) => { if (state.textContent !== words) state.textContent = words; };

  // Replacing the page without losing the place, what is open, or what is typed.
  const fieldsOf = (root) => [...root.querySelectorAll("input:not([type=hidden]), textarea, select")].filter((one) => one.id);
  const start = (one) => one.type === "checkbox" ? one.defaultChecked
    : one.tagName === "SELECT" ? [...one.options].findIndex((option) => option.defaultSelected) : one.defaultValue;
  const now = (one) => one.type === "checkbox" ? one.checked
    : one.tagName === "SELECT" ? one.selectedIndex : one.value;
  const changed = (one) => one.tagName === "SELECT" ? now(one) !== Math.max(0, start(one)) : now(one) !== start(one);

  const put = (html, fresh) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const next = page.getElementById("main");
    if (!next) return false;
    const old = main(), active = document.activeElement, id = old.contains(active) ? active.id : "";
    const range = id && "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : null;
    const open = [...old.querySelectorAll("details[id]")].map((one) => [one.id, one.open]);
    const typed = fieldsOf(old).filter((one) => changed(one) && !(fresh && fresh.contains(one)));
    const inside = old.contains(active);
    old.replaceWith(next);
    const kept = page.body.dataset.lang;
    if (kept) document.documentElement.lang = kept;
    for (const [name, was] of open) { const one = document.getElementById(name); if (one) one.open = was; }
    for (const one of typed) {
      const now = document.getElementById(one.id);
      if (!now || now.tagName !== one.tagName) continue;
      if (one.type === "checkbox") now.checked = one.checked; else now.value = one.value;
    }
    if (inside) {
      const again = id && document.getElementById(id) || document.getElementById("now") || next;
      again.focus({ preventScroll: Boolean(id && again.id === id) });
      if (range && range[0] !== null && again.setSelectionRange) again.setSelectionRange(range[0], range[1]);
    }
    ready();
    return true;
  };

  const here = () => { const address = new URL(location.href); address.pathname = "/console"; address.searchParams.set("part", "main"); return address; };
  const refresh = async () => {
    if (busy || composing || main().hasAttribute("data-hold")) { wanted = true; return; }
    if (fetching) { wanted = true; return fetching; }
    wanted = false;
    fetching = (async () => {
      try {
        const answer = await fetch(here(), { cache: "no-store", signal: patient() });
        const html = await answer.text();
        if (answer.ok && !busy && !composing) put(html);
      } catch (error) { wanted = true; }
    })();
    await fetching;
    fetching = null;
    if (wanted && !busy) { await pause(500); refresh(); }
  };

  // One act at a time. An answer that was lost is asked for again with the same key: it is done once.
  const send = async (form, button) => {
    if (busy) return;
    if (button && button.dataset.confirm && !confirm(button.dataset.confirm)) return;
    busy = true;
    const body = new URLSearchParams(new FormData(form));
    if (button && button.name) body.append(button.name, button.value);
    body.append("part", "main");
    const buttons = [...main().querySelectorAll("form[method=post] button")];
    const focus = document.activeElement && document.activeElement.id;
    for (const one of buttons) one.setAttribute("aria-disabled", "true");
    say(said.sending);
    for (let attempt = 0; ; attempt += 1) {
      try {
        const answer = await fetch(form.action, { method: "POST", body, signal: patient() });
        const html = await answer.text();
        if (answer.status < 500) {
          busy = false;
          say("");
          if (put(html, answer.ok ? form : null)) {
            const problem = document.getElementById("problem");
            const place = main().hasAttribute("data-hold") ? document.getElementById("now")
              : document.getElementById(focus) || document.getElementById("now");
            if (place && !problem) place.focus({ preventScroll: !main().hasAttribute("data-hold") });
          } else location.reload();
          break;
        }
        say(new DOMParser().parseFromString(html, "text/html").querySelector("h1").textContent);
        if (attempt > 1) {
          busy = false;
          for (const one of buttons) one.removeAttribute("aria-disabled");
          break;
        }
      } catch (error) { say(said.again); /* it may be done or not; the same key tells */ }
      await pause(Math.min(5000, 300 * 2 ** attempt));
    }
    if (wanted) refresh();
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.hasAttribute("data-filter")) {
      event.preventDefault();
      const found = new URLSearchParams([...new FormData(form)].filter(([, text]) => text));
      history.replaceState(null, "", "/console?" + found);
      refresh();
    } else if (form.method === "post") {
      event.preventDefault();
      send(form, event.submitter);
    }
  });
  let typing;
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-filter]");
    if (!form) return;
    clearTimeout(typing);
    typing = setTimeout(() => form.requestSubmit(), event.target.type === "search" ? 300 : 0);
  });
  document.addEventListener("compositionstart", () => { composing = true; });
  document.addEventListener("compositionend", () => { composing = false; if (wanted) refresh(); });

  // Shortcuts of one key, which can be switched off.
  const SWITCH = "maturity-console-keys";
  const stored = () => { try { return localStorage.getItem(SWITCH); } catch (error) { return null; } };
  let keys = stored() !== "off";
  const showKeys = () => {
    document.body.classList.toggle("no-keys", !keys);
    const box = document.getElementById("keys");
    if (box) box.checked = keys;
  };
  document.addEventListener("change", (event) => {
    if (event.target.id !== "keys") return;
    keys = event.target.checked;
    try { localStorage.setItem(SWITCH, keys ? "on" : "off"); } catch (error) { /* for this page only */ }
    showKeys();
  });
  document.addEventListener("keydown", (event) => {
    if (!keys || event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    const button = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key.toLowerCase());
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const source = document.getElementById(button.dataset.copy);
    try { await navigator.clipboard.writeText(source.value); } catch (error) { source.select(); document.execCommand("copy"); }
    told.textContent = said.copied;
    button.textContent = said.copied;
  });

  // The timer goes by this page's own count of seconds, never by its clock.
  let ends = null;
  const tick = () => {
    const timer = document.querySelector("[data-left]");
    if (!timer || ends === null) return;
    const left = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
    timer.textContent = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
    timer.classList.toggle("over", left === 0);
  };
  setInterval(tick, 250);
  const ready = () => {
    const timer = document.querySelector("[data-left]");
    ends = timer ? performance.now() + Number(timer.dataset.left) * 1000 : null;
    showKeys();
    tick();
  };

  // News: counts are filled in, anything else is fetched. What is said aloud keeps a calm pace.
  let spoken = 0, waiting;
  const announce = (news) => {
    clearTimeout(waiting);
    if (news.phase !== "open" || !news.people) return;
    const all = news.voted >= news.people;
    const words = all ? said.toldAll : said.toldVotes.replace("{voted}", news.voted).replace("{people}", news.people);
    if (words === told.textContent) return;
    const speak = () => { spoken = Date.now(); told.textContent = words; };
    if (all || Date.now() - spoken > CALM) speak(); else waiting = setTimeout(speak, CALM - (Date.now() - spoken));
  };
  const fill = (name, text) => { for (const one of document.querySelectorAll("[data-" + name + "]")) if (one !== main()) one.textContent = text; };
  const hear = (news) => {
    lastNews = Date.now();
    if (!busy && state.textContent === said.lost) say("");
    fill("voted", news.voted);
    fill("people", news.people);
    fill("connected", news.connected);
    announce(news);
    if (main().dataset.stamp && main().dataset.stamp !== news.stamp) refresh();
  };
  const listen = () => {
    const line = new EventSource("/events");
    let lost = false;
    line.onopen = () => { if (lost) refresh(); lost = false; };
    line.onmessage = (event) => hear(JSON.parse(event.data));
    line.onerror = () => {
      lost = true;
      if (!busy) say(said.lost);
      if (line.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
    };
  };
  if (window.EventSource) listen();
  setInterval(() => { if (document.visibilityState === "visible") refresh(); }, MINUTE);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") refresh(); });
  ready();
})();
