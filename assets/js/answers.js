// A record's questions by keys alone: 1 to 4 choose an answer and go on to the next question, Enter saves. Without this file the tab
// and arrow keys do the same.
function groups(form) {
  return [...form.querySelectorAll(".govuk-radios")].map((group) => [...group.querySelectorAll('input[type="radio"]')]);
}

function begin(form) {
  if (document.querySelector(".govuk-error-summary")) return;
  const first = groups(form).find((radios) => !radios.some((radio) => radio.checked)) ?? groups(form)[0];
  first?.[0].focus({ preventScroll: true });
}

function answer(form, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !/^[1-4]$/.test(event.key) || event.target.type !== "radio") return;
  const all = groups(form);
  const place = all.findIndex((radios) => radios.includes(event.target));
  const chosen = all[place]?.[Number(event.key) - 1];
  if (!chosen) return;
  event.preventDefault();
  chosen.click();
  (all[place + 1]?.[0] ?? chosen).focus();
}

export function answering(scope) {
  for (const form of scope.querySelectorAll("[data-answers]")) {
    form.addEventListener("keydown", (event) => answer(form, event));
    begin(form);
  }
}
