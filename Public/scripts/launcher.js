// The chat icon at the bottom right of every page: opens the chat beside what the customer is reading.
// Without this file it is a link to the chat's own page.

class ChatLauncher extends HTMLElement {
  connectedCallback() {
    this.icon = this.querySelector("a.launcher");
    this.icon.setAttribute("role", "button");
    this.icon.setAttribute("aria-expanded", "false");
    this.openLabel = this.icon.getAttribute("aria-label");
    this.icon.addEventListener("click", (event) => {
      event.preventDefault();
      this.panel ? this.close() : this.open();
    });
    addEventListener("keydown", (event) => event.key === "Escape" && this.panel && this.close());
  }

  open() {
    this.panel = document.createElement("section");
    this.panel.className = "widget";
    this.panel.setAttribute("role", "dialog");
    this.panel.setAttribute("aria-label", this.dataset.title);
    const close = document.createElement("button");
    close.type = "button";
    close.className = "btn quiet small";
    close.textContent = this.dataset.close;
    close.addEventListener("click", () => this.close());
    const head = document.createElement("header");
    const title = document.createElement("b");
    title.className = "strong grow";
    title.textContent = this.dataset.title;
    head.append(title, close);
    const frame = document.createElement("iframe");
    frame.src = this.dataset.src;
    frame.title = this.dataset.title;
    // The chat is a page of its own: Escape there is meant for the window around it.
    frame.addEventListener("load", () => {
      frame.contentWindow?.addEventListener("keydown", (event) => event.key === "Escape" && this.panel && this.close());
    });
    this.panel.append(head, frame);
    this.append(this.panel);
    this.icon.setAttribute("aria-expanded", "true");
    this.icon.setAttribute("aria-label", this.dataset.close);
    close.focus();
  }

  close() {
    this.panel.remove();
    this.panel = null;
    this.icon.setAttribute("aria-expanded", "false");
    this.icon.setAttribute("aria-label", this.openLabel);
    this.icon.focus();
  }
}

customElements.define("chat-launcher", ChatLauncher);
