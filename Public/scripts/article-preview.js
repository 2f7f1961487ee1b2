// Draws an article while it is written: what is typed goes to the server, and what comes back is what readers would see.
// Without this script a button shows the preview.

const pauseMilliseconds = 400;
const timeoutMilliseconds = 10_000;

class Preview {
  constructor(form) {
    this.form = form;
    this.place = document.getElementById("drawn");
    form.querySelector("[data-show]")?.remove();
    form.addEventListener("input", () => this.wait());
    // Leaving by a button keeps or publishes; leaving otherwise loses what was typed, so the browser asks first.
    form.addEventListener("submit", () => { this.isSent = true; });
    addEventListener("beforeunload", (event) => { if (this.isTouched && !this.isSent) event.preventDefault(); });
    if (!this.place.firstElementChild && form.elements.body.value) this.draw();
  }

  wait() {
    this.isTouched = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.draw(), pauseMilliseconds);
  }

  async draw() {
    // Only the newest text is drawn: an answer to an older one is given up.
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    const late = setTimeout(() => asking.abort(), timeoutMilliseconds);
    try {
      const answer = await fetch(this.form.dataset.preview, {
        method: "POST", body: new URLSearchParams(new FormData(this.form)), headers: { Accept: "text/html" },
        signal: asking.signal });
      if (!answer.ok || answer.redirected) return;
      this.place.innerHTML = await answer.text();
    } catch {
      // The next key asks again.
    } finally {
      clearTimeout(late);
    }
  }
}

const form = document.getElementById("editor");
if (form) new Preview(form);
