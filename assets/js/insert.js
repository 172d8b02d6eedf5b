// A button that puts a ready sentence into a text box, where the caret was last. Without this file the form does it at the end.

function insert(box, words, isTouched) {
  // A box that nobody has been in has its caret at the start, where no sentence belongs.
  const [from, to] = isTouched ? [box.selectionStart, box.selectionEnd] : [box.value.length, box.value.length];
  const before = box.value.slice(0, from);
  const after = box.value.slice(to);
  const spaced = (before && !/\s$/.test(before) ? " " : "") + words + (after && !/^\s/.test(after) ? " " : "");
  box.focus();
  box.setSelectionRange(from, to);
  // Typed in this way, it can be undone by the keyboard like anything typed.
  if (document.execCommand("insertText", false, spaced)) return;
  box.setRangeText(spaced, from, to, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

export function inserting(scope) {
  for (const button of scope.querySelectorAll('[data-module="qa-insert"]')) {
    button.removeAttribute("data-module");
    const box = document.getElementById(button.dataset.into);
    if (!box) continue;
    let isTouched = false;
    box.addEventListener("focus", () => {
      isTouched = true;
    });
    button.addEventListener("click", (event) => {
      event.preventDefault();
      insert(box, button.dataset.words, isTouched);
      box.scrollIntoView({ block: "nearest" });
    });
  }
}
