// A button that prints the page or saves it as PDF. Hidden where there is no script: then the browser's own menu does it.
//
//   <print-button><button type="button" hidden>…</button></print-button>

class PrintButton extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}

customElements.define("print-button", PrintButton);
