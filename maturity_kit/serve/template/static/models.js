// The state of every widget, the same here as in the kernel.
const CODE = { esm: "_esm", css: "_css" };

export class Models {
  constructor(kernel) {
    this.kernel = kernel;
    this.models = new Map();
    kernel.onComm = (kind, content, buffers) => this.#hear(kind, content, buffers);
    kernel.onIdle = (message) => { for (const model of this.models.values()) model.answered(message); };
  }

  restore(states) {
    for (const [id, { state, buffers }] of Object.entries(states)) {
      for (const { path, data } of buffers) put(state, path, decoded(data));
      if (!this.models.has(id)) this.models.set(id, new Model(this, id, state));
    }
  }

  get(id) {
    return this.models.get(String(id).replace("IPY_MODEL_", ""));
  }

  #hear(kind, content, buffers) {
    const { comm_id: id, data } = content;
    if (kind === "comm_close") return this.models.get(id)?.closed();
    (data?.buffer_paths ?? []).forEach((path, part) => put(data.state, path, buffers[part]));
    if (kind === "comm_open") return this.models.set(id, new Model(this, id, data.state ?? {}));
    const model = this.models.get(id);
    if (data.method === "update") model?.hear(data.state);
    else if (data.method === "custom") model?.trigger("msg:custom", data.content, buffers);
    return undefined;
  }
}

export class Model {
  constructor(manager, id, state) {
    this.manager = manager;
    this.model_id = id;
    this.state = state;
    this.changed = {};
    this.unsent = {};
    this.pending = null;
    this.listeners = [];
  }

  get(name) {
    return this.state[name];
  }

  set(name, value) {
    const entries = typeof name === "object" ? Object.entries(name) : [[name, value]];
    for (const [key, one] of entries) {
      this.changed[key] = one;
      this.#change(key, one);
    }
  }

  // One update is on its way at a time; what changes meanwhile goes out together, the latest value of each.
  save_changes() {
    Object.assign(this.unsent, this.changed);
    this.changed = {};
    this.#sendUnsent();
  }

  send(content) {
    this.manager.kernel.send(this.model_id, { method: "custom", content });
  }

  on(names, callback, context) {
    for (const name of String(names).split(/\s+/)) this.listeners.push({ name, callback, context });
  }

  off(names, callback, context) {
    const gone = (one) => (names == null || String(names).split(/\s+/).includes(one.name))
      && (callback == null || one.callback === callback) && (context == null || one.context === context);
    this.listeners = this.listeners.filter((one) => !gone(one));
  }

  trigger(name, ...details) {
    for (const one of [...this.listeners]) if (one.name === name) one.callback(...details);
  }

  // What a visitor changed and the kernel has not answered yet wins over an older value of the kernel.
  hear(state) {
    for (const [key, value] of Object.entries(state)) if (!(key in this.unsent)) this.#change(key, value);
  }

  answered(message) {
    if (this.pending === null || message !== this.pending) return;
    this.pending = null;
    this.#sendUnsent();
  }

  closed() {
    this.trigger("destroy");
    this.manager.models.delete(this.model_id);
  }

  #sendUnsent() {
    if (this.pending !== null || !Object.keys(this.unsent).length) return;
    const state = this.unsent;
    this.unsent = {};
    this.pending = this.manager.kernel.send(this.model_id, { method: "update", state, buffer_paths: [] });
  }

  #change(key, value) {
    if (same(this.state[key], value)) return;
    this.state[key] = value;
    this.trigger(`change:${key}`, this, value);
    this.trigger("change", this);
  }
}

export const code = (model, part) => model.get(CODE[part]);

const same = (one, other) => one === other
  || (typeof one === "object" && typeof other === "object" && JSON.stringify(one) === JSON.stringify(other));

function put(state, path, part) {
  const last = path[path.length - 1];
  const place = path.slice(0, -1).reduce((inside, key) => inside[key], state);
  place[last] = part;
}

function decoded(text) {
  return new DataView(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)).buffer);
}
