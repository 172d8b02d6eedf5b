// Everything works without this file; with it the components come alive. Nothing here talks to another host.
import { initAll } from "govuk-frontend";
import htmx from "htmx.org";
import { answering } from "./answers.js";
import { copying } from "./copy.js";
import { ending } from "./ending.js";
import { inserting } from "./insert.js";
import { loading } from "./loading.js";
import { menu } from "./menu.js";
import { narrowing } from "./narrow.js";
import { passkeys } from "./passkeys.js";
import { tableRoles } from "./roles.js";
import { ticking } from "./ticks.js";
import { suggest } from "./suggest.js";
import { unfolding } from "./unfold.js";
import { writing } from "./writing.js";

htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;

// On a phone the list comes first and the filter is one tap away.
function foldFilters(scope) {
  if (window.matchMedia("(min-width: 1100px)").matches) return;
  for (const filter of scope.querySelectorAll('[data-module="qa-filter"]')) {
    if (!filter.querySelector(".govuk-error-summary, .govuk-error-message")) filter.open = false;
  }
}

function start(scope) {
  initAll({ scope });
  suggest(scope);
  foldFilters(scope);
  answering(scope);
  copying(scope);
  ending(scope);
  writing(scope);
  unfolding(scope);
  inserting(scope);
  loading(scope);
  menu(scope);
  narrowing(scope);
  passkeys(scope);
  tableRoles(scope);
  ticking(scope);
}

document.body.classList.add("js-enabled", "govuk-frontend-supported");
start(document);
document.body.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) start(event.target);
});
