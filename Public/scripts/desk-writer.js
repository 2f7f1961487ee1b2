// Where an agent writes: keeps drafts, sends in the background, and lets go of the text only when the server has it.

const sendTimeoutMs = 15_000;
const draftBytesMax = 20_000;

class DeskWriter extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const tab = event.target.closest("a[data-mode]");
      if (tab) { event.preventDefault(); this.choose(tab.dataset.mode, true); }
    });
    this.addEventListener("input", (event) => this.keep(event.target.closest("form")));
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
      event.preventDefault();
      event.target.closest("form[data-noun]")?.requestSubmit();
    });
    this.addEventListener("submit", (event) => {
      // A button that leads elsewhere, such as to a translation, is none of ours.
      if (!event.target.dataset.noun || event.submitter?.hasAttribute("formaction")) return;
      event.preventDefault();
      this.send(event.target);
    });
    for (const form of this.querySelectorAll("form[data-noun]")) this.restore(form);
  }

  choose(mode, isByHand) {
    this.dataset.mode = mode;
    for (const tab of this.querySelectorAll("a[data-mode]")) {
      if (tab.dataset.mode === mode) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
    }
    for (const form of this.querySelectorAll("[data-form]")) form.hidden = form.dataset.form !== mode;
    if (isByHand) this.querySelector(`[data-form="${mode}"] textarea`)?.focus();
  }

  // One draft a conversation and kind: what was meant as a note never turns up as a reply.
  draftName(form) { return `desk-draft:${this.dataset.conversation}:${form.dataset.form}`; }

  keep(form) {
    if (!form?.dataset.noun) return;
    const text = form.elements.text.value;
    try {
      if (text) localStorage.setItem(this.draftName(form), text.slice(0, draftBytesMax));
      else localStorage.removeItem(this.draftName(form));
    } catch {
      // A browser that keeps nothing still sends.
    }
  }

  restore(form) {
    const field = form.elements.text;
    if (field.value) return;
    try {
      field.value = localStorage.getItem(this.draftName(form)) ?? "";
    } catch {
      field.value = "";
    }
  }

  async send(form) {
    const field = form.elements.text;
    const text = field.value;
    if (!text.trim() || form.dataset.isSending) return;
    // The same text keeps its key until the server has said that it is stored: sending again doubles nothing.
    if (this.sent?.text !== text || this.sent?.noun !== form.dataset.noun) {
      this.sent = { text, noun: form.dataset.noun, key: DeskWriter.newKey() };
    }
    form.dataset.isSending = "true";
    const button = form.querySelector("button[type=submit]");
    button.disabled = true;
    this.say(form, "");
    try {
      const response = await fetch(`/api/v1/desk/conversations/${this.dataset.conversation}/${form.dataset.noun}`, {
        method: "POST",
        headers: {
          "Content-Type": "application/json", Accept: "application/json",
          "X-CSRF-Token": this.dataset.csrf, "Idempotency-Key": this.sent.key,
        },
        body: JSON.stringify({ text }),
        signal: AbortSignal.timeout?.(sendTimeoutMs),
      });
      if (response.ok) this.stored(form, text);
      else this.say(form, await this.reason(response));
    } catch {
      this.say(form, this.dataset.notSent);
    }
    delete form.dataset.isSending;
    button.disabled = false;
  }

  stored(form, text) {
    const field = form.elements.text;
    // What was typed while it was on its way stays.
    field.value = field.value.startsWith(text) ? field.value.slice(text.length) : field.value;
    this.sent = undefined;
    this.keep(form);
    dispatchEvent(new Event("desk-written"));
  }

  async reason(response) {
    if (response.status === 401) return this.dataset.sessionEnded;
    try {
      return (await response.json()).error.message;
    } catch {
      return this.dataset.notSent;
    }
  }

  say(form, words) {
    const error = form.querySelector(".error");
    error.textContent = words;
    form.elements.text.toggleAttribute("aria-invalid", false);
    if (words) form.elements.text.setAttribute("aria-invalid", "true");
  }

  // randomUUID exists only on secure pages; a desk on a local network may have none.
  static newKey() {
    return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }
}

customElements.define("desk-writer", DeskWriter);
