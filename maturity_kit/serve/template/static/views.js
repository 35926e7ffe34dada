// From the state of a widget to what is seen: boxes, HTML and anywidgets.
import { code } from "./models.js";

const BOXES = new Set(["BoxModel", "VBoxModel", "HBoxModel", "GridBoxModel"]);
const starting = new WeakMap();

// What the server painted stays until the widget itself is complete, so that nothing flickers.
export async function mount(place, models) {
  const view = await draw(place.dataset.widget, models);
  place.replaceChildren(view);
}

async function draw(id, models) {
  const model = models.get(id);
  if (!model) throw new Error(`There is no widget ${id}.`);
  const kind = model.get("_model_name");
  if (BOXES.has(kind)) return box(model, models);
  if (kind === "HTMLModel") return html(model, models);
  if (kind === "LabelModel") return label(model, models);
  if (kind === "AnyModel") return anywidget(model, models);
  throw new Error(`${kind} is not drawn here.`);
}

async function box(model, models) {
  const place = element(model, models, "mk-box");
  const direction = model.get("_model_name") === "HBoxModel" ? " mk-row" : "";
  place.className += direction;
  const drawn = new Map();
  const fill = async () => {
    const children = await Promise.all((model.get("children") ?? []).map(async (child) => {
      if (!drawn.has(child)) drawn.set(child, await draw(child, models));
      return drawn.get(child);
    }));
    place.replaceChildren(...children);
  };
  model.on("change:children", fill);
  await fill();
  return place;
}

// Open folds stay open when the text around them changes, and the focus stays where it was.
function html(model, models) {
  const place = element(model, models, "mk-html");
  const fill = () => {
    const open = [...place.querySelectorAll("details")].map((fold) => fold.open);
    const focused = [...place.querySelectorAll("summary, a, button")].indexOf(document.activeElement);
    place.innerHTML = model.get("value") ?? "";
    place.querySelectorAll("details").forEach((fold, index) => { fold.open = open[index] ?? fold.open; });
    if (focused >= 0) place.querySelectorAll("summary, a, button")[focused]?.focus();
  };
  model.on("change:value", fill);
  fill();
  return place;
}

function label(model, models) {
  const place = element(model, models, "mk-html");
  const fill = () => { place.textContent = model.get("value") ?? ""; };
  model.on("change:value", fill);
  fill();
  return place;
}

async function anywidget(model, models) {
  const place = element(model, models, "mk-any");
  const definition = await begin(model, models);
  addStyle(code(model, "css"));
  await definition.render?.({ model: facade(model, models), el: place, experimental: experimental(model), signal: never });
  return place;
}

const never = new AbortController().signal;

// A widget is initialised once, however many times it is drawn.
function begin(model, models) {
  if (!starting.has(model)) starting.set(model, initialised(model, models));
  return starting.get(model);
}

async function initialised(model, models) {
  const module = await import(code(model, "esm"));
  const made = module.default ?? { render: module.render };
  const definition = typeof made === "function" ? await made() : made;
  await definition.initialize?.({ model: facade(model, models), experimental: experimental(model), signal: never });
  return definition;
}

function facade(model, models) {
  const names = ["get", "set", "save_changes", "send", "on", "off"];
  const shown = Object.fromEntries(names.map((name) => [name, model[name].bind(model)]));
  return { ...shown, widget_manager: { get_model: async (id) => facade(models.get(id), models) } };
}

// Commands of anywidget: a question with a number, answered by a message with the same number.
function experimental(model) {
  const invoke = (name, msg, { signal = AbortSignal.timeout(3000) } = {}) => new Promise((resolve, reject) => {
    const id = `${performance.now()}-${Math.random()}`;
    const hear = (answer, buffers) => {
      if (answer.id !== id) return;
      model.off("msg:custom", hear);
      resolve([answer.response, buffers]);
    };
    signal.addEventListener("abort", () => { model.off("msg:custom", hear); reject(signal.reason); });
    model.on("msg:custom", hear);
    model.send({ id, kind: "anywidget-command", name, msg });
  });
  return { invoke };
}

function addStyle(address) {
  if (!address || document.querySelector(`link[href="${address}"]`)) return;
  const link = document.createElement("link");
  Object.assign(link, { rel: "stylesheet", href: address });
  document.head.append(link);
}

function element(model, models, name) {
  const place = document.createElement("div");
  place.className = [name, ...(model.get("_dom_classes") ?? [])].join(" ");
  const layout = models.get(model.get("layout"));
  const arrange = () => {
    for (const [key, value] of Object.entries(layout?.state ?? {})) {
      if (!key.startsWith("_")) place.style.setProperty(key.replaceAll("_", "-"), value);
    }
  };
  layout?.on("change", arrange);
  arrange();
  return place;
}
