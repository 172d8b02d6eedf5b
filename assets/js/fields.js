// What stands in the boxes of a form, and putting it back.

// What a form sends about itself. The names of `foundation/accounts/typed_text.py`.
const BOOKKEEPING = new Set(["csrfmiddlewaretoken", "opened_by", "kept_form", "writing", "writing_form", "writing_page", "tried"]);
// Which words or which row the writer began from: kept, and put back, with what was written upon it.
const BEGAN_FROM = new Set(["seen", "version"]);

const isToken = (field) => field?.type === "hidden" && BEGAN_FROM.has(field.name);

// Pairs of a name and what is in it, as they are sent. Files are not.
export function entriesOf(form) {
  return [...new FormData(form)].filter(([name, value]) => !BOOKKEEPING.has(name) && typeof value === "string");
}

// The same without what changes with every save.
export function written(form) {
  return textOf(entriesOf(form), form);
}

export function textOf(entries, form) {
  return JSON.stringify(entries.filter(([name]) => !isToken(form.elements.namedItem(name))).map(([name, value]) => [name, plain(value)]));
}

export function plain(value) {
  return value.replace(/\r\n?/g, "\n");
}

// Put `entries` into the boxes; what was written and has no box here any more is given back.
export function fill(form, entries) {
  const given = Map.groupBy ? Map.groupBy(entries, ([name]) => name) : grouped(entries);
  const boxes = new Set();
  const at = {};
  for (const field of form.elements) {
    if (!field.name || field.disabled || BOOKKEEPING.has(field.name) || ["submit", "button", "file", "password"].includes(field.type)) continue;
    boxes.add(field.name);
    if (field.type === "hidden" && !isToken(field)) continue;
    const values = (given.get(field.name) ?? []).map(([, value]) => plain(value));
    if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
    else if (field.type === "select-multiple") for (const option of field.options) option.selected = values.includes(option.value);
    else if (values.length) {
      at[field.name] = (at[field.name] ?? -1) + 1;
      const value = values[at[field.name]] ?? field.value;
      // What is folded away is shown where it changes.
      if (value !== field.value) field.closest("details")?.setAttribute("open", "");
      field.value = value;
    }
    if (field.type.startsWith("select")) field.dispatchEvent(new Event("qa:filled"));
  }
  // Questions inside a choice, and counts of characters, follow what stands there now.
  window.dispatchEvent(new Event("pageshow"));
  return entries.filter(([name, value]) => !boxes.has(name) && value.includes(" "));
}

function grouped(entries) {
  const found = new Map();
  for (const each of entries) found.set(each[0], [...(found.get(each[0]) ?? []), each]);
  return found;
}
