// Two minutes before somebody is signed out the page says so. It asks the server first: they may be at work in another window.
const WARNING = 120;
const AGAIN = 15; // seconds after which a page in trouble asks once more

const minutes = (seconds) => (seconds > 90 ? "2 minutes" : seconds > 45 ? "1 minute" : "less than a minute");

class Ending {
  constructor(dialog) {
    this.dialog = dialog;
    this.says = dialog.querySelector("[data-says]");
    this.staying = dialog.querySelector("[data-stay]");
    this.staying.addEventListener("click", () => (this.isOver ? window.location.reload() : this.stay()));
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
    this.wait(Number(dialog.dataset.left));
  }

  wait(left) {
    this.endsAt = Date.now() + left * 1000;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), Math.max(0, left - WARNING) * 1000);
  }

  async asked(address, method) {
    const token = document.querySelector('input[name="csrfmiddlewaretoken"]')?.value ?? JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"];
    const headers = { Accept: "application/json", ...(method === "POST" ? { "X-CSRFToken": token } : {}) };
    const answer = await fetch(address, { method, headers, redirect: "manual" });
    return answer.ok ? answer.json() : { left: 0 };
  }

  async look() {
    let answer;
    try {
      answer = await this.asked(this.dialog.dataset.asks, "GET");
    } catch {
      this.timer = setTimeout(() => this.look(), AGAIN * 1000);
      return;
    }
    if (answer.left > WARNING + 1) this.wait(answer.left);
    else if (answer.left > 0) this.warn(answer);
    else this.ended();
  }

  warn({ left, can_stay: canStay }) {
    this.endsAt = Date.now() + left * 1000;
    this.staying.hidden = !canStay;
    if (!this.dialog.open) this.dialog.showModal();
    this.tick();
  }

  tick() {
    const left = (this.endsAt - Date.now()) / 1000;
    const words = `You will be signed out in ${minutes(left)}.`;
    if (this.says.textContent !== words) this.says.textContent = words;
    // Another window may have put the end off meanwhile.
    if (left <= 0) this.timer = setTimeout(() => this.look(), 1000);
    else this.timer = setTimeout(() => this.tick(), 1000);
  }

  async stay() {
    try {
      const answer = await this.asked(this.dialog.dataset.stays, "POST");
      if (answer.left > 0) {
        this.dialog.close();
        this.wait(answer.left);
      } else this.ended();
    } catch {
      this.says.textContent = "No connection. Try again in a moment.";
    }
  }

  ended() {
    this.isOver = true;
    clearTimeout(this.timer);
    this.dialog.querySelector("h2").textContent = "You were signed out";
    this.says.textContent = "Sign in again to go on from here.";
    this.staying.hidden = false;
    this.staying.textContent = "Sign in again";
    if (!this.dialog.open) this.dialog.showModal();
  }
}

export function ending(scope) {
  for (const dialog of scope.querySelectorAll('[data-module="qa-ending"]')) {
    dialog.removeAttribute("data-module");
    new Ending(dialog);
  }
}
