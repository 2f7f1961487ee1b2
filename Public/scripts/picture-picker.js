// Shows which pictures are about to be sent, and says at once what could not be. Without it the words have to be
// written, and the server says what is wrong.
class PicturePicker extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.form = this.input.form;
    this.input.addEventListener("change", () => this.chosen());
    // A page that comes back from the browser's memory has none chosen.
    addEventListener("pageshow", () => this.chosen());
  }

  get words() { return this.form.elements.text; }

  chosen() {
    const files = [...this.input.files];
    const large = files.find((file) => file.size > Number(this.dataset.bytes));
    const most = Number(this.dataset.most);
    if (large) return this.refuse(this.dataset.large.replace("%n", () => large.name));
    if (files.length > most) return this.refuse(this.dataset.many);
    this.say("");
    this.show(files);
  }

  refuse(words) {
    this.input.value = "";
    this.show([]);
    this.say(words);
  }

  say(words) {
    const trouble = this.form.querySelector("[data-part=trouble]");
    trouble.textContent = words;
    trouble.hidden = !words;
  }

  // A row of small pictures over the box; with pictures, words are not needed.
  show(files) {
    this.row?.remove();
    this.row = null;
    this.words.required = !files.length;
    if (!files.length) return;
    this.row = document.createElement("div");
    this.row.className = "row pictures chosen";
    for (const file of files) {
      const image = document.createElement("img");
      image.alt = file.name;
      const reader = new FileReader();
      reader.addEventListener("load", () => (image.src = reader.result));
      reader.readAsDataURL(file);
      this.row.append(image);
    }
    const count = document.createElement("span");
    count.className = "tiny muted grow";
    count.setAttribute("role", "status");
    count.textContent = this.dataset.chosen.replace("%n", files.length);
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "btn quiet small";
    remove.textContent = this.dataset.remove;
    remove.addEventListener("click", () => {
      this.input.value = "";
      this.show([]);
      this.words.focus();
    });
    this.row.append(count, remove);
    this.closest(".row").before(this.row);
  }
}

customElements.define("picture-picker", PicturePicker);
