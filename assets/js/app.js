// Everything works without this file; with it the components come alive. Nothing here talks to another host.
import accessibleAutocomplete from "accessible-autocomplete";
import { initAll } from "govuk-frontend";
import htmx from "htmx.org";
import { autosave } from "./autosave.js";
import { inserting } from "./insert.js";

htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;

// A select of many people becomes a box that suggests; the select stays the form's field.
function suggest(scope) {
  for (const select of scope.querySelectorAll('select[data-module="qa-suggest"]')) {
    const described = select.getAttribute("aria-describedby");
    select.removeAttribute("data-module");
    accessibleAutocomplete.enhanceSelectElement({
      selectElement: select,
      defaultValue: select.value ? undefined : "",
      showAllValues: true,
      confirmOnBlur: true,
    });
    const input = select.parentElement.querySelector(".autocomplete__input");
    if (input && described) input.setAttribute("aria-describedby", `${described} ${input.getAttribute("aria-describedby") ?? ""}`.trim());
    // Typing takes the earlier choice away; only a confirmed suggestion puts one in its place.
    input?.addEventListener("input", () => {
      select.value = "";
    });
  }
}

// On a phone the list comes first and the filter is one tap away.
function foldFilters(scope) {
  if (window.matchMedia("(min-width: 55rem)").matches) return;
  for (const filter of scope.querySelectorAll('[data-module="qa-filter"]')) {
    if (!filter.querySelector(".govuk-error-summary")) filter.open = false;
  }
}

function start(scope) {
  initAll({ scope });
  suggest(scope);
  foldFilters(scope);
  autosave(scope);
  inserting(scope);
}

document.body.classList.add("js-enabled", "govuk-frontend-supported");
start(document);
document.body.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) start(event.target);
});
