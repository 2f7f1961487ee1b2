// The chat: new entries arrive by themselves, words are kept until they are stored, and a lost network loses nothing.
// The page works without this file: every act is a form.

// A browser that keeps nothing, as some do in private windows, still sends.
const kept = {
  get(storage, name) { try { return globalThis[storage].getItem(name); } catch { return null; } },
  set(storage, name, value) {
    try { value ? globalThis[storage].setItem(name, value) : globalThis[storage].removeItem(name); } catch { return; }
  },
};

const rowsMax = 6;
const sheetStaysMs = 2_500;

class ChatThread extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form.composer");
    this.box = this.form.elements.text;
    this.log = this.querySelector("[role=log]");
    this.trouble = this.querySelector("[data-part=trouble]");
    this.draftKey = "draft:" + (this.dataset.draft || location.pathname);
    this.position = Number(this.dataset.position || 0);
    this.outbox = [];
    this.keepDraft();
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.form.requestSubmit();
      }
    });
    if (!this.dataset.live) return;
    this.addEventListener("input", (event) => event.target.closest("[data-part] form")?.setAttribute("data-filling", ""));
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.outbox = JSON.parse(kept.get("sessionStorage", this.outboxKey) || "[]");
    this.outbox.forEach((entry) => this.showPending(entry));
    this.listen();
    this.toEnd();
    this.flush();
    // A phone that slept has missed events without an error: fetch the truth again.
    addEventListener("online", () => this.reconnect());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.reconnect());
  }

  disconnectedCallback() { this.source?.close(); }

  get outboxKey() { return "outbox:" + this.dataset.draft; }

  keepDraft() {
    if (!this.box.value) this.box.value = kept.get("localStorage", this.draftKey) || "";
    this.grow();
    this.box.addEventListener("input", () => {
      kept.set("localStorage", this.draftKey, this.box.value);
      this.grow();
    });
    if (!this.dataset.live) this.form.addEventListener("submit", () => kept.set("localStorage", this.draftKey));
  }

  // As tall as the words need, up to a point.
  grow() {
    this.box.rows = 1;
    const style = getComputedStyle(this.box);
    const text = this.box.scrollHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
    this.box.rows = Math.min(rowsMax, Math.max(1, Math.round(text / parseFloat(style.lineHeight))));
  }

  listen() {
    this.source?.close();
    this.source = new EventSource(`${this.dataset.live}?after=${this.position}`);
    this.source.addEventListener("ready", () => {
      this.say("");
      this.refresh();
      this.flush();
    });
    this.source.addEventListener("message", () => this.refresh());
    this.source.addEventListener("error", () => {
      this.say(this.dataset.offline);
      if (this.source.readyState === EventSource.CLOSED) setTimeout(() => this.listen(), 2000);
    });
  }

  reconnect() {
    if (this.source?.readyState !== EventSource.OPEN) this.listen();
    else this.refresh();
    this.flush();
  }

  // One fetch at a time; what happens meanwhile asks for one more. Settles when a fetch that began after the call has ended.
  refresh() {
    this.again = true;
    this.running ??= this.fetchNew().finally(() => (this.running = null));
    return this.running;
  }

  async fetchNew() {
    while (this.again) {
      this.again = false;
      try {
        const address = new URL(this.dataset.src, location.href);
        address.searchParams.set("after", this.position);
        if (location.search.includes("frame=1")) address.searchParams.set("frame", "1");
        const answer = await fetch(address, { headers: { Accept: "text/html" } });
        if (answer.ok) this.show(await answer.text());
      } catch {
        this.say(this.dataset.offline);
      }
    }
  }

  show(markup) {
    const fresh = document.createElement("template");
    fresh.innerHTML = markup;
    // Asked before anything grows: who reads further up stays there.
    const wasAtEnd = this.isAtEnd();
    for (const part of ["intake", "status"]) this.replace(part, fresh.content.querySelector(`[data-part=${part}]`));
    const name = fresh.content.querySelector("[data-part=name]")?.textContent;
    const head = this.querySelector("[data-part=agent]");
    if (head && name) head.textContent = name;
    // What was acknowledged is stored, and with this answer or before it has come as a stored entry.
    for (const sent of this.log.querySelectorAll("[data-pending][data-sent]")) sent.remove();
    for (const entry of fresh.content.querySelectorAll("[data-part=messages] > *")) {
      const position = Number(entry.dataset.position || 0);
      if (position && position <= this.position) continue;
      if (position) this.position = position;
      this.log.append(entry);
    }
    for (const old of this.log.querySelectorAll(".msg[data-from=assistant]:not(:last-of-type) .btns")) old.remove();
    // Words under way stand below everything that is stored.
    for (const pending of this.log.querySelectorAll("[data-pending]")) this.log.append(pending);
    if (wasAtEnd) this.toEnd();
  }

  // What is being filled in stays as it is.
  replace(part, fresh) {
    const old = this.querySelector(`[data-part=${part}]`);
    if (!old || !fresh || old.innerHTML === fresh.innerHTML) return;
    if (old.querySelector("[data-filling]") && fresh.querySelector("form")) return;
    old.replaceWith(fresh);
  }

  submit(event) {
    // Pictures go with the form itself.
    if (this.form.elements.pictures?.files.length && navigator.onLine) return kept.set("localStorage", this.draftKey);
    event.preventDefault();
    const text = this.box.value.trim();
    if (!text) return;
    const entry = { text, key: ChatThread.newKey() };
    this.outbox.push(entry);
    this.keepOutbox();
    this.box.value = "";
    kept.set("localStorage", this.draftKey);
    this.grow();
    this.showPending(entry);
    this.flush();
  }

  showPending(entry) {
    const line = document.createElement("div");
    line.className = "msg";
    line.dataset.from = "customer";
    line.dataset.mine = "";
    line.dataset.pending = entry.key;
    const body = document.createElement("div");
    body.className = "body";
    const bubble = document.createElement("p");
    bubble.className = "bubble";
    bubble.textContent = entry.text;
    const state = document.createElement("p");
    state.className = "tiny muted";
    state.textContent = this.dataset.sending;
    body.append(bubble, state);
    line.append(body);
    this.log.append(line);
    this.toEnd();
  }

  // In order, each until it is stored; the key makes a second try harmless.
  async flush() {
    if (this.flushing) return;
    this.flushing = true;
    try {
      while (this.outbox.length) {
        const entry = this.outbox[0];
        const answer = await fetch(this.dataset.post, {
          method: "POST", redirect: "manual",
          body: new URLSearchParams({ text: entry.text, key: entry.key, csrf: this.form.elements.csrf?.value || "" }),
        });
        if (answer.type !== "opaqueredirect" && answer.status >= 500) throw new Error(answer.status);
        if (answer.type !== "opaqueredirect" && answer.status >= 400) {
          this.refused(entry, await answer.text());
          continue;
        }
        this.outbox.shift();
        this.keepOutbox();
        this.log.querySelector(`[data-pending="${entry.key}"]`)?.setAttribute("data-sent", "");
        this.say("");
        await this.refresh();
      }
    } catch {
      this.say(this.dataset.failed);
      clearTimeout(this.retry);
      this.retry = setTimeout(() => this.flush(), 2000);
    } finally {
      this.flushing = false;
    }
  }

  // The server says what is wrong; the words go back into the box.
  refused(entry, markup) {
    this.outbox.shift();
    this.keepOutbox();
    this.log.querySelector(`[data-pending="${entry.key}"]`)?.remove();
    const page = new DOMParser().parseFromString(markup, "text/html");
    this.say(page.querySelector("#text-error")?.textContent || page.querySelector("[role=alert]")?.textContent || "");
    if (!this.box.value) this.box.value = entry.text;
    this.grow();
  }

  keepOutbox() { kept.set("sessionStorage", this.outboxKey, JSON.stringify(this.outbox)); }

  say(words) {
    this.trouble.textContent = words || "";
    this.trouble.hidden = !words;
  }

  // randomUUID exists only on secure pages; a wallet's own network may have none.
  static newKey() {
    return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  isAtEnd() { return innerHeight + scrollY >= document.documentElement.scrollHeight - 160; }

  toEnd() { scrollTo({ top: document.documentElement.scrollHeight }); }
}

// The secure form beside the chat: what is typed in it goes to its own page and never into the conversation.
// Without this script the link leads to the same form as a page.
class SecureSheet {
  constructor(link) {
    const { dialog, frame } = SecureSheet.built(link);
    this.dialog = dialog;
    frame.addEventListener("load", () => this.loaded(frame));
    dialog.addEventListener("close", () => { dialog.remove(); link.focus(); });
    document.body.append(dialog);
    dialog.showModal();
  }

  static built(link) {
    const dialog = document.createElement("dialog");
    dialog.className = "sheet-dialog";
    dialog.setAttribute("aria-label", link.dataset.title);
    const head = document.createElement("header");
    const title = document.createElement("b");
    title.className = "strong grow";
    title.textContent = link.dataset.title;
    const close = document.createElement("button");
    close.type = "button";
    close.className = "btn quiet small";
    close.textContent = link.dataset.close;
    close.addEventListener("click", () => dialog.close());
    head.append(title, close);
    const frame = document.createElement("iframe");
    const address = new URL(link.href);
    address.searchParams.set("frame", "1");
    frame.src = address;
    frame.title = link.dataset.title;
    dialog.append(head, frame);
    return { dialog, frame };
  }

  // Nothing more is asked: back to the talk, after a moment to read that it is done.
  loaded(frame) {
    const page = frame.contentDocument;
    page?.addEventListener("keydown", (event) => event.key === "Escape" && this.dialog.close());
    if (page?.querySelector("[data-check-over] [role=status]")) setTimeout(() => this.dialog.close(), sheetStaysMs);
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-sheet]");
  if (!link || !window.HTMLDialogElement || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  new SecureSheet(link);
});

customElements.define("chat-thread", ChatThread);
