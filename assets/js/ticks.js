// A list whose rows can be ticked: all of a page at once, and how many are. Without this file each is ticked by itself.

const word = (count, all) => (all ? "All that match are selected" : count ? `${count} selected` : "");

function follow(form) {
  const boxes = [...form.querySelectorAll('input[name="ticked"]')];
  const all = form.querySelector("[data-all]");
  const says = form.querySelector("[data-count]");
  const place = form.querySelector("[data-page]");
  if (!boxes.length || !all) return;

  const page = Object.assign(document.createElement("input"), { type: "checkbox", className: "qa-tick__box", autocomplete: "off" });
  const label = document.createElement("label");
  label.className = "qa-tick__label";
  label.append(page, "This page");
  place.append(label);
  page.addEventListener("change", () => {
    for (const box of boxes) box.checked = page.checked;
    show();
  });

  function show() {
    const count = boxes.filter((box) => box.checked).length;
    for (const box of boxes) box.disabled = all.checked;
    page.checked = all.checked || count === boxes.length;
    page.indeterminate = !page.checked && count > 0;
    page.disabled = all.checked;
    says.textContent = word(count, all.checked);
  }

  form.addEventListener("change", show);
  show();
}

export function ticking(scope) {
  for (const form of scope.querySelectorAll('[data-module="qa-ticks"]')) follow(form);
}
