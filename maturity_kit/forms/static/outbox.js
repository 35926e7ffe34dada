// What was edited and not confirmed yet.

/** Edits that the kernel has not confirmed yet; they outlive a reload, a lost kernel and a closed tab. */
class Outbox {
  constructor(name, keep) {
    this.name = `maturity-outbox-${name}`;
    this.keep = keep;
    this.pending = new Map(keep ? JSON.parse(localStorage.getItem(this.name) ?? "[]") : []);
  }
  put(edit) {
    this.pending.set(edit.key, edit);
    this.store();
  }
  done(key) {
    this.pending.delete(key);
    this.store();
  }
  store() {
    if (!this.keep) return;
    if (this.pending.size) localStorage.setItem(this.name, JSON.stringify([...this.pending]));
    else localStorage.removeItem(this.name);
  }
  get size() {
    return this.pending.size;
  }
}

