// Words that are sent by another program: a press copies them, and the button says so. Without a script they are selected by hand.
export function copying(scope) {
  for (const button of scope.querySelectorAll('[data-module="qa-copy"]')) {
    button.removeAttribute("data-module");
    button.hidden = false;
    button.addEventListener("click", async () => {
      const words = document.getElementById(button.dataset.copies);
      words.select();
      // Only a page that came by https may write to the clipboard itself.
      const copied = navigator.clipboard ? await written(words.value) : document.execCommand("copy");
      button.nextElementSibling.textContent = copied ? "Copied" : "Selected: press Ctrl and C";
    });
  }
}

const written = (text) => navigator.clipboard.writeText(text).then(
  () => true,
  () => false,
);
