// Draws the widgets of a page and keeps their kernel's line open.
import { Kernel } from "./kernel.js";
import { Models } from "./models.js";
import { mount } from "./views.js";

const root = document.documentElement;
const banner = () => document.getElementById("lost");
const say = (key) => banner().dataset[key];
const announce = (text) => { document.getElementById("live").textContent = text; };

function show(text, withButton = true) {
  const place = banner();
  place.querySelector("p").textContent = text;
  place.querySelector("button").hidden = !withButton;
  place.hidden = false;
}

function hide() {
  if (!banner().hidden) announce(say("restored"));
  banner().hidden = true;
}

// The first part of the page is here before the kernel has run the rest: wait for an element as it streams in.
function arrival(selector) {
  return new Promise((resolve) => {
    const look = () => document.querySelector(selector);
    if (look()) return resolve(look());
    const watcher = new MutationObserver(() => {
      if (!look()) return;
      watcher.disconnect();
      resolve(look());
    });
    watcher.observe(root, { childList: true, subtree: true });
  });
}

const parsed = () => document.readyState === "loading"
  ? new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }))
  : Promise.resolve();

async function start() {
  await arrival("#live");
  const kernel = new Kernel(document.body.dataset.baseUrl, document.body.dataset.kernel);
  banner().querySelector("button").addEventListener("click", () => location.reload());
  kernel.onLost = () => show(say("lost"));
  kernel.onStopped = () => show(say("stopped"));
  kernel.onOpen = hide;
  addEventListener("pagehide", (event) => { if (!event.persisted) kernel.leave(); });
  kernel.open();
  const models = new Models(kernel);
  await arrival("#main");
  announce(document.getElementById("main").dataset.loading);
  document.querySelector(".mk-pages [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  await parsed();
  const states = document.getElementById("widgets");
  if (!states) return;
  models.restore(JSON.parse(states.textContent));
  const name = document.querySelector("[data-organisation]");
  if (name) document.getElementById("organisation").textContent = name.dataset.organisation;
  const waiting = [...document.querySelectorAll("[data-widget]")];
  const drawn = await Promise.allSettled(waiting.map((place) => mount(place, models)));
  for (const one of drawn) if (one.status === "rejected") console.error(one.reason);
  if (drawn.some((one) => one.status === "rejected")) show(say("failed"));
  await kernel.opened;
  root.dataset.ready = String(drawn.every((one) => one.status === "fulfilled"));
  announce(document.getElementById("main").dataset.ready);
  dispatchEvent(new Event("maturity:ready"));
}

start();
