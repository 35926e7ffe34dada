// The websocket to the kernel of this page: messages out in order, messages in to whom they concern.
const TRIES = [200, 500, 1000, 2000, 4000];

export class Kernel {
  constructor(base, id) {
    this.base = base;
    this.id = id;
    this.session = crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2);
    this.count = 0;
    this.unheard = new Map();
    this.tries = 0;
    this.gone = false;
    this.opened = new Promise((resolve) => { this.resolveOpened = resolve; });
    for (const back of ["online", "focus"]) addEventListener(back, () => this.#retry());
    this.onComm = this.onIdle = this.onLost = this.onStopped = this.onOpen = () => {};
  }

  open() {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const path = `${this.base}kernel/${this.id}/channel?session_id=${this.session}`;
    this.socket = new WebSocket(`${scheme}//${location.host}${path}`);
    this.socket.binaryType = "arraybuffer";
    this.socket.onopen = () => this.#begin();
    this.socket.onmessage = (event) => this.#receive(event.data);
    this.socket.onclose = () => this.#closed();
  }

  // Returns the number of the message, which the kernel names again when it has done what was asked.
  send(commId, data) {
    const header = {
      msg_id: `${this.session}-${++this.count}`, msg_type: "comm_msg", session: this.session,
      username: "", date: new Date().toISOString(), version: "5.3",
    };
    const content = { comm_id: commId, data };
    const message = { channel: "shell", header, parent_header: {}, metadata: {}, content, buffers: [] };
    this.unheard.set(header.msg_id, JSON.stringify(message));
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(this.unheard.get(header.msg_id));
    return header.msg_id;
  }

  leave() {
    this.gone = true;
    navigator.sendBeacon(`${this.base}kernel/${this.id}`);
  }

  // What the kernel has not begun with is said again on a new line; the server drops what it has passed on before.
  #begin() {
    this.tries = 0;
    for (const message of this.unheard.values()) this.socket.send(message);
    this.resolveOpened();
    this.onOpen();
  }

  #receive(raw) {
    const message = typeof raw === "string" ? JSON.parse(raw) : unpacked(raw);
    const kind = message.header?.msg_type ?? message.msg_type;
    if (kind === "status") this.#status(message);
    else if (kind.startsWith("comm_")) this.onComm(kind, message.content, message.buffers ?? []);
  }

  #status(message) {
    const state = message.content.execution_state;
    this.unheard.delete(message.parent_header?.msg_id);
    if (state === "idle") this.onIdle(message.parent_header?.msg_id);
    if (state === "dead" || state === "restarting") this.#stop();
  }

  #stop() {
    if (this.gone) return;
    this.gone = true;
    this.socket.close();
    this.onStopped();
  }

  async #closed() {
    if (this.gone) return undefined;
    if (await this.#isGone()) return this.#stop();
    this.onLost();
    this.waiting = setTimeout(() => this.#retry(), TRIES[Math.min(this.tries++, TRIES.length - 1)]);
    return undefined;
  }

  #retry() {
    if (this.gone || this.waiting === undefined) return;
    clearTimeout(this.waiting);
    this.waiting = undefined;
    this.open();
  }

  // Only the server can say that a kernel is gone; while it does not answer there is hope.
  async #isGone() {
    try {
      const answer = await fetch(`${this.base}kernel/${this.id}`, { cache: "no-store" });
      return answer.status === 404 || answer.status === 403;
    } catch {
      return false;
    }
  }
}

// A message with binary parts: their number, where each begins, then the message as JSON and the parts.
function unpacked(raw) {
  const view = new DataView(raw);
  const starts = Array.from({ length: view.getUint32(0) }, (_, part) => view.getUint32(4 * (part + 1)));
  const parts = starts.map((start, part) => raw.slice(start, starts[part + 1] ?? raw.byteLength));
  const message = JSON.parse(new TextDecoder().decode(parts[0]));
  message.buffers = parts.slice(1).map((part) => new DataView(part));
  return message;
}
