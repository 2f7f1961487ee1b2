// Keeps the desk's page true while it is open: when the server says that something happened, the parts that it touches are fetched again.
// What is shown is always what the server drew; a hint that gets lost costs time, never truth.

const fetchAtMostEveryMs = 400;
const lookEveryMs = 30_000;
const reopenAfterMs = 3_000;
const fetchTimeoutMs = 15_000;

class DeskLive extends HTMLElement {
  connectedCallback() {
    this.wanted = new Set();
    this.title = document.title;
    this.toOwnAddress();
    this.idle = setInterval(() => document.hidden || this.want("list", "thread"), lookEveryMs);
    this.woken = () => { if (!document.hidden) { this.open(); this.want("list", "thread"); } };
    // After the network was away, a connection may look alive that is not.
    addEventListener("online", () => { this.source?.close(); this.woken(); });
    addEventListener("offline", () => this.showOffline(true));
    document.addEventListener("visibilitychange", this.woken);
    addEventListener("desk-written", () => this.want("list", "thread"));
    this.toEnd();
    this.showCounts();
    this.open();
  }

  // A refused form leaves the page at the form's address, which cannot be fetched again.
  toOwnAddress() {
    const own = `/desk/conversations/${this.dataset.conversation}`;
    if (this.dataset.conversation && location.pathname !== own) history.replaceState(null, "", own + location.search);
  }

  open() {
    if (this.source && this.source.readyState !== EventSource.CLOSED) return;
    this.source = new EventSource(this.dataset.src);
    // Between drawing the page and opening the stream something may have happened; after a break, surely.
    this.source.addEventListener("ready", () => {
      this.showOffline(false);
      this.want("list", "thread", ...(this.wasReady ? ["regions"] : []));
      this.wasReady = true;
    });
    this.source.addEventListener("change", (event) => this.changed(JSON.parse(event.data)));
    this.source.addEventListener("reset", () => this.want("list", "thread", "regions"));
    this.source.addEventListener("error", () => {
      this.showOffline(true);
      if (this.source.readyState === EventSource.CLOSED) setTimeout(() => this.open(), reopenAfterMs * (1 + Math.random()));
    });
  }

  changed(event) {
    this.want("list");
    if (event.kind.startsWith("incident.") || event.kind.startsWith("announcement.")) this.want("regions");
    if (event.conversation !== this.dataset.conversation) return;
    this.want("thread");
    if (event.kind !== "message.posted" && event.kind !== "note.added") this.want("regions");
  }

  // At most one round of fetching in a stretch of time, and none beside another.
  want(...parts) {
    for (const part of parts) this.wanted.add(part);
    if (this.timer || this.isFetching) return;
    const wait = Math.max(0, fetchAtMostEveryMs - (Date.now() - (this.fetchedAt ?? 0)));
    this.timer = setTimeout(() => this.fetchWanted(), wait);
  }

  async fetchWanted() {
    this.timer = undefined;
    this.isFetching = true;
    this.fetchedAt = Date.now();
    const parts = this.wanted;
    this.wanted = new Set();
    try {
      if (parts.has("list")) await this.fetchList();
      if (parts.has("thread") && this.dataset.conversation) await this.fetchThread();
      if (parts.has("regions") && document.querySelector("[data-region]")) await this.fetchRegions();
    } catch {
      // The next event, the next look or the next connection asks again.
    }
    this.isFetching = false;
    if (this.wanted.size) this.want();
  }

  async get(path) {
    const response = await fetch(path, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout?.(fetchTimeoutMs) });
    if (response.status === 401 || (response.redirected && new URL(response.url).pathname === "/desk/signin")) {
      // Typed text is kept as a draft; the door leads back here.
      location.reload();
    }
    if (!response.ok) throw new Error(String(response.status));
    return response;
  }

  async fetchList() {
    const markup = await (await this.get(this.dataset.list)).text();
    const pane = document.getElementById("queue");
    if (!pane) {
      // A page without the list still shows its figures.
      const list = document.createElement("template");
      list.innerHTML = markup;
      return this.showCounts(list.content);
    }
    if (pane.innerHTML === markup) return;
    const focused = pane.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    pane.innerHTML = markup;
    if (focused) pane.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    this.showCounts();
  }

  async fetchThread() {
    const thread = document.getElementById("thread");
    if (!thread) return;
    const response = await this.get(`${thread.dataset.src}?after=${thread.dataset.position}`);
    const fresh = document.createElement("template");
    fresh.innerHTML = await response.text();
    const wasAtEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 80;
    let isNew = false;
    for (const entry of [...fresh.content.children]) {
      const { position, note } = entry.dataset;
      if (note && thread.querySelector(`[data-note="${CSS.escape(note)}"]`)) continue;
      if (position && Number(position) <= Number(thread.dataset.position)) continue;
      thread.append(entry);
      isNew = true;
      // A line from the system itself tells of a change of state: the parts around the thread changed with it.
      if (entry.classList.contains("said")) this.want("regions");
    }
    const last = Number(response.headers.get("X-Position"));
    if (last > Number(thread.dataset.position)) thread.dataset.position = String(last);
    if (isNew && wasAtEnd) this.toEnd();
  }

  // Who has it, what may be done, where the money is. The writer is drawn anew only when the agent may do something else than before.
  async fetchRegions() {
    const page = new DOMParser().parseFromString(await (await this.get(location.href)).text(), "text/html");
    for (const region of document.querySelectorAll("[data-region]")) {
      const fresh = page.getElementById(region.id);
      if (!fresh) continue;
      if (region.dataset.holds !== undefined && region.dataset.holds === fresh.dataset.holds) continue;
      // Only where somebody types; a button that has the focus must not keep an old sum on the screen.
      const isTyping = region.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");
      if (region.dataset.holds === undefined && isTyping) continue;
      region.replaceWith(document.adoptNode(fresh));
    }
    for (const dialog of page.querySelectorAll("dialog")) {
      if (!document.getElementById(dialog.id)) document.getElementById("talk")?.append(document.adoptNode(dialog));
    }
  }

  showCounts(list = document.getElementById("queue")) {
    const figures = list?.querySelector("[data-waiting]")?.dataset;
    if (!figures) return;
    const text = (count) => (Number(count) > 999 ? "999+" : count);
    for (const name of ["waiting", "mine", "proposals"]) {
      const count = document.querySelector(`[data-count="${name}"]`);
      if (count) count.textContent = text(figures[name]);
    }
    // This one is there only where something waits.
    document.querySelector('[data-count="proposals"]')?.toggleAttribute("hidden", Number(figures.proposals) === 0);
    document.title = Number(figures.waiting) > 0 ? `(${text(figures.waiting)}) ${this.title}` : this.title;
  }

  showOffline(isOffline) {
    const words = isOffline ? this.dataset.offline : "";
    if (this.textContent !== words) this.textContent = words;
  }

  toEnd() {
    const thread = document.getElementById("thread");
    if (thread) thread.scrollTop = thread.scrollHeight;
  }
}

// Links to a dialog open it as one: focus stays inside, Escape closes it. Without this script it opens by its address.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-dialog], a[data-close]");
  if (!link) return;
  const dialog = link.hasAttribute("data-close") ? link.closest("dialog") : document.querySelector(link.getAttribute("href"));
  if (!dialog?.showModal) return;
  event.preventDefault();
  if (link.hasAttribute("data-close")) dialog.close();
  else if (!dialog.open) {
    dialog.showModal();
    dialog.querySelector("[name=amount]")?.dispatchEvent(new Event("input", { bubbles: true }));
  }
});

// What came back refused is open already; from here on it is a dialog for the keys too.
for (const dialog of document.querySelectorAll("dialog[open]")) {
  dialog.close();
  dialog.showModal();
}

// The button of a refund says the amount that it will give back.
document.addEventListener("input", (event) => {
  const button = event.target.name === "amount" ? event.target.form?.querySelector("[data-amount]") : null;
  if (button) button.textContent = button.dataset.amount.replace("{amount}", event.target.value.trim());
});

// j and k walk through the queue, Enter opens what has the focus.
document.addEventListener("keydown", (event) => {
  if (event.key !== "j" && event.key !== "k") return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
  const rows = [...document.querySelectorAll(".queue a")];
  if (!rows.length) return;
  const focused = rows.indexOf(document.activeElement);
  const from = focused >= 0 ? focused : rows.findIndex((row) => row.hasAttribute("aria-current"));
  const to = event.key === "j" ? from + 1 : from - 1;
  rows[Math.min(Math.max(to, 0), rows.length - 1)].focus();
});

customElements.define("desk-live", DeskLive);
