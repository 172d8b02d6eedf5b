// A select of many people becomes a box that suggests; the select stays the form's field. Nothing is chosen but by the person
// at the page: by a click, by Enter on an entry, or by writing its whole name. What is written otherwise is said when it is sent.
import accessibleAutocomplete from "accessible-autocomplete";
import { alike, folded, wordsOf } from "./fold.js";

const AS_TEXT = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
// “Ali, Zainab” is Zainab Ali.
const spoken = (text) => alike(text).replace(/^([^,]+), ?([^,]+)$/, "$2 $1");

class Suggesting {
  constructor(select) {
    this.select = select;
    this.entries = [...select.options].filter((option) => option.value);
    this.id = select.id;
    this.described = select.getAttribute("aria-describedby");
    this.build();
    select.addEventListener("qa:filled", () => this.build());
    select.form?.addEventListener("submit", (event) => this.sent(event), { capture: true });
  }

  // Again where something is chosen elsewhere: words that were kept are back in their boxes.
  build() {
    const { select } = this;
    if (this.input && this.input.value.trim() === this.chosen()) return;
    this.input?.closest(".autocomplete__wrapper").parentElement.remove();
    select.id = this.id;
    accessibleAutocomplete.enhanceSelectElement({
      selectElement: select,
      defaultValue: select.value ? this.chosen() : "",
      source: (query, show) => show(this.found(query)),
      onConfirm: (option) => option && this.choose(option),
      // The library shows an entry as markup: a name is text, whatever is in it.
      templates: { inputValue: words, suggestion: (entry) => words(entry).replace(/[&<>"']/g, (sign) => AS_TEXT[sign]) },
      tNoResults: () => "Nothing is called that",
      showAllValues: true,
      // Over what follows: a button that moves as the list closes is not where it was pressed.
      displayMenu: "overlay",
      autoselect: false,
      confirmOnBlur: false,
    });
    this.input = select.parentElement.querySelector(".autocomplete__input");
    this.describe(this.described);
    this.input.addEventListener("input", () => this.written());
    this.input.addEventListener("blur", () => this.written());
  }

  chosen() {
    return this.select.value ? words(this.select.selectedOptions[0]) : "";
  }

  // Who opens the box again sees every entry, not only the one that stands in it.
  found(query) {
    const asked = alike(query);
    if (!asked || asked === alike(this.chosen())) return this.entries;
    const parts = wordsOf(query);
    return this.entries.filter((entry) => parts.every((part) => folded(words(entry)).includes(part)));
  }

  choose(option) {
    this.set(option.value);
  }

  set(value) {
    if (this.select.value === value) return;
    this.select.value = value;
    this.clearError();
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // An entry's whole name chooses it, where only one is called so; anything else takes the earlier choice away.
  written() {
    const asked = alike(this.input.value);
    if (asked && asked === alike(this.chosen())) return;
    const named = asked ? this.entries.filter((entry) => [asked, spoken(asked)].includes(alike(words(entry)))) : [];
    this.set(named.length === 1 ? named[0].value : "");
    if (!asked) this.clearError();
  }

  sent(event) {
    this.written();
    if (this.select.value || !alike(this.input.value)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.sayUnknown();
  }

  sayUnknown() {
    this.clearError();
    const error = document.createElement("p");
    error.className = "govuk-error-message";
    error.id = `${this.input.id}-unknown`;
    error.textContent = `“${this.input.value.trim()}” is not chosen from the list. Choose an entry, or empty the box.`;
    this.group?.classList.add("govuk-form-group--error");
    this.input.closest(".autocomplete__wrapper").parentElement.before(error);
    this.describe(error.id);
    this.error = error;
    this.input.focus();
  }

  clearError() {
    if (!this.error) return;
    this.error.remove();
    this.error = null;
    this.group?.classList.remove("govuk-form-group--error");
  }

  describe(id) {
    if (id) this.input.setAttribute("aria-describedby", `${id} ${this.input.getAttribute("aria-describedby") ?? ""}`.trim());
  }

  get group() {
    return this.select.closest(".govuk-form-group");
  }
}

// The library hands over an option, the text that stood in the box at first, or nothing.
function words(entry) {
  return (entry?.textContent ?? entry ?? "").trim();
}

export function suggest(scope) {
  for (const select of scope.querySelectorAll('select[data-module="qa-suggest"]')) {
    select.removeAttribute("data-module");
    new Suggesting(select);
  }
}
