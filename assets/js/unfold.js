// What some answers ask for is open while one of them is chosen and folded away while another is. Nothing that is written is folded away.
const WRITTEN = "textarea, input[type=text]:not(.autocomplete__input)";

export function unfolding(scope) {
  for (const details of scope.querySelectorAll("[data-opens-with]")) {
    const answers = details.dataset.opensWith.split(" ");
    details.closest("form").addEventListener("change", (event) => {
      if (event.target.type !== "radio") return;
      const isWritten = [...details.querySelectorAll(WRITTEN)].some((field) => field.value.trim());
      details.open = isWritten || answers.includes(event.target.value);
    });
  }
}
