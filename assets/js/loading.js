// The page that is served while the demo loads: it asks how far that is, and opens the portal when it answers.
const SECONDS = 2;

export function loading(scope) {
  const page = scope.querySelector("[data-loading]");
  if (!page) return;
  const words = page.querySelector("[data-loading-words]");
  const bar = page.querySelector("progress");

  async function ask() {
    try {
      const answer = await fetch(page.dataset.loading, { headers: { Accept: "application/json" } });
      const { ready, demo, percent } = await answer.json();
      if (ready) return location.reload();
      if (demo) words.textContent = demo;
      if (percent !== undefined) bar.value = percent;
    } catch {
      words.textContent = "The demo does not answer. Look at the terminal in which it was started.";
    }
    setTimeout(ask, SECONDS * 1000);
  }
  setTimeout(ask, SECONDS * 1000);
}
