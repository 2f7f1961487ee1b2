// Copies or prints what is shown once. The buttons are hidden until there is a script behind them; the link that saves a
// file needs none.
//
//   <code-sheet data-text data-copied> <button data-act="copy" hidden>…<span>…</span></button>
//     <button data-act="print" hidden>…</button> <span role="status"></span> </code-sheet>

class CodeSheet extends HTMLElement {
  connectedCallback() {
    const copy = this.querySelector("[data-act=copy]");
    const print = this.querySelector("[data-act=print]");
    print.hidden = false;
    print.addEventListener("click", () => window.print());
    // Without HTTPS there is no clipboard.
    copy.hidden = !navigator.clipboard;
    copy.addEventListener("click", () => this.copy());
  }

  async copy() {
    await navigator.clipboard.writeText(this.dataset.text);
    this.querySelector("[role=status]").textContent = this.dataset.copied;
    this.querySelector("[data-act=copy] span").textContent = this.dataset.copied;
  }
}

customElements.define("code-sheet", CodeSheet);
