// Where the menu would take several lines it waits behind a button; at which width is said in `_frame.scss`. Without this script all of
// it is shown.

export function menu(scope) {
  for (const bar of scope.querySelectorAll('[data-module="qa-menu"]')) {
    const button = bar.querySelector(".qa-bar__toggle");
    button.hidden = false;
    bar.classList.add("qa-bar--folded");
    const open = (is) => {
      button.setAttribute("aria-expanded", String(is));
      bar.classList.toggle("qa-bar--folded", !is);
    };
    button.addEventListener("click", () => open(bar.classList.contains("qa-bar--folded")));
    bar.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || bar.classList.contains("qa-bar--folded")) return;
      open(false);
      if (button.checkVisibility()) button.focus();
    });
  }
}
