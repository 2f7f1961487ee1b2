// A password's field: a button that shows what was typed, and a word when Caps Lock is on.
//
//   <password-field data-show="…" data-hide="…">            (what the button does next)
//     <input type="password"> <button type="button" aria-pressed="false" hidden>…</button>
//     <p data-part="capitals" hidden>…</p>
//   </password-field>

class PasswordField extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.button = this.querySelector("button");
    this.capitals = this.querySelector("[data-part=capitals]");
    this.button.hidden = false;
    this.show(false);
    this.button.addEventListener("click", () => this.show(this.input.type === "password"));
    // What is sent, and kept by the browser, is a password again.
    this.input.form?.addEventListener("submit", () => this.show(false));
    for (const kind of ["keydown", "keyup"]) this.input.addEventListener(kind, (event) => this.notice(event));
    this.input.addEventListener("blur", () => { this.capitals.hidden = true; });
  }

  show(isShown) {
    this.input.type = isShown ? "text" : "password";
    this.button.setAttribute("aria-pressed", String(isShown));
    this.button.setAttribute("aria-label", isShown ? this.dataset.hide : this.dataset.show);
    this.button.title = this.button.getAttribute("aria-label");
  }

  notice(event) {
    this.capitals.hidden = !event.getModifierState?.("CapsLock");
  }
}

customElements.define("password-field", PasswordField);
