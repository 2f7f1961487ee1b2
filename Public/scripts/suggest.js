// The help centre's search box offers articles while somebody types. A combobox with a list (WAI-ARIA 1.2); without this
// script the form is sent as it is.
//
//   <form data-suggest="/upay/help"> <input type="search"> … </form>

const pauseMilliseconds = 120;

class Suggestions {
  constructor(form) {
    this.form = form;
    this.base = form.dataset.suggest;
    this.input = form.querySelector("input[type=search]");
    this.list = document.createElement("ul");
    this.list.id = "suggestions";
    this.list.className = "suggestions";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.input.labels?.[0]?.textContent ?? "");
    this.list.hidden = true;
    form.append(this.list);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"],
      ["aria-controls", "suggestions"]]) this.input.setAttribute(name, value);
    this.input.addEventListener("input", (event) => { if (!event.isComposing) this.wait(); });
    // Chinese is typed in two steps: nothing is asked before the characters stand.
    this.input.addEventListener("compositionend", () => this.wait());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), pauseMilliseconds);
  }

  async ask() {
    const typed = this.input.value.trim();
    this.asked = typed;
    if (!typed) return this.close();
    try {
      const url = `${this.base}/suggestions?q=${encodeURIComponent(typed.slice(0, 60))}`;
      const answer = await fetch(url, { headers: { Accept: "application/json" } });
      // A slow answer to something that was typed before says nothing any more.
      if (!answer.ok || this.asked !== typed) return;
      this.show((await answer.json()).suggestions);
    } catch {
      this.close();
    }
  }

  show(suggestions) {
    this.list.replaceChildren(...suggestions.map((one, index) => {
      const item = document.createElement("li");
      item.id = `suggestion-${index}`;
      item.setAttribute("role", "option");
      item.dataset.href = `${this.base}/articles/${one.slug}`;
      item.append(...one.parts.map((part) => {
        if (!part.match) return part.text;
        const mark = document.createElement("mark");
        mark.textContent = part.text;
        return mark;
      }));
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); location.assign(item.dataset.href); });
      return item;
    }));
    this.list.hidden = suggestions.length === 0;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.choose(-1);
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.choose(-1);
  }

  choose(index) {
    this.chosen = index;
    [...this.list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === index)));
    if (index < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `suggestion-${index}`);
  }

  key(event) {
    if (this.list.hidden || event.isComposing) return;
    const last = this.list.children.length - 1;
    if (event.key === "ArrowDown") this.choose(this.chosen >= last ? 0 : this.chosen + 1);
    else if (event.key === "ArrowUp") this.choose(this.chosen <= 0 ? last : this.chosen - 1);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.chosen >= 0) location.assign(this.list.children[this.chosen].dataset.href);
    else return;
    event.preventDefault();
  }
}

for (const form of document.querySelectorAll("form[data-suggest]")) new Suggestions(form);
