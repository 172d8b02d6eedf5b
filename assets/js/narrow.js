// A long list of tick boxes has a box to type in: what does not match is hidden, what is ticked stays in sight.
import { folded, wordsOf } from "./fold.js";

class Narrowing {
  constructor(list, what) {
    this.items = [...list.querySelectorAll(".govuk-checkboxes__item")].map((item) => ({ item, text: folded(item.textContent), box: item.querySelector("input") }));
    // Who is chosen already comes first.
    for (const { item, box } of [...this.items].reverse()) if (box.checked) list.prepend(item);
    this.input = document.createElement("input");
    this.input.type = "search";
    this.input.className = "govuk-input qa-narrow__input";
    this.input.id = `narrow-${this.items[0].box.id}`;
    this.input.autocomplete = "off";
    const label = document.createElement("label");
    label.className = "govuk-label govuk-label--s";
    label.htmlFor = this.input.id;
    label.textContent = what === "somebody" ? "Type a name to find somebody in the list" : `Type words to find ${what} in the list`;
    this.said = document.createElement("p");
    this.said.className = "govuk-body-s qa-narrow__said";
    this.said.setAttribute("role", "status");
    list.before(label, this.input, this.said);
    this.input.addEventListener("input", () => this.narrow());
    list.addEventListener("change", () => this.say());
    // Enter finds; it does not send a form that is half filled in.
    this.input.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
    this.say();
  }

  narrow() {
    const words = wordsOf(this.input.value);
    for (const { item, text, box } of this.items) item.hidden = !box.checked && !words.every((word) => text.includes(word));
    this.say();
  }

  say() {
    const shown = this.items.filter(({ item }) => !item.hidden).length;
    const chosen = this.items.filter(({ box }) => box.checked).length;
    this.said.textContent = `${shown} of ${this.items.length} shown, ${chosen} chosen`;
  }
}

export function narrowing(scope) {
  for (const list of scope.querySelectorAll("[data-narrow]")) {
    const what = list.dataset.narrow;
    list.removeAttribute("data-narrow");
    new Narrowing(list, what);
  }
}
