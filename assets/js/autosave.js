// Saves a section of the auditor's form while it is written. Until the server has the words, this browser keeps them.

const PAUSE = 1500; // after the last key or choice; the answer comes within two seconds of it
const SLOW = 400; // a save that is quicker says only that it is done
const RETRY = 5000;
const BOOKKEEPING = new Set(["csrfmiddlewaretoken", "opened_by", "kept", "seen", "tried"]);
const OFFLINE = "Not saved: no connection. Your words are kept in this browser and will be saved when it is back.";
const GONE = "Not saved: this audit is no longer open to you. Your words are kept in this browser; ask the QA lead.";
const TROUBLE = "Not saved: something went wrong. Your words are kept in this browser; we try again every few seconds.";
const STAYING = "Not saved, so you are still signed in. Sign out once more to leave without these words.";
const WATCHING = "What you write is saved as you go.";
const RESTORED = "Words that were not saved when this page was last open are back in the boxes.";

class Section {
  constructor(box) {
    this.box = box;
    this.form = box.querySelector("form");
    this.status = box.querySelector("[data-state]");
    this.versions = box.querySelector("[data-versions]");
    this.key = `qa-draft:${box.dataset.draft}`;
    this.saved = this.written(); // what the server has, as far as we know
    this.unanswered = []; // sent, and no answer came: it may have been stored all the same
    this.paused = this.versions.childElementCount > 0; // both versions are shown: only the person decides
    if (this.paused || box.dataset.unsaved) this.saved = null;
    // Above the buttons, so that it never lies over them where it stays at the foot of the window.
    this.form.querySelector(".govuk-button-group")?.before(this.status);
    this.say(WATCHING);
    this.listen();
    this.restore();
  }

  listen() {
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("change", () => this.changed());
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.box.addEventListener("click", (event) => {
      if (event.target.closest("[data-keep-theirs]")) this.forget();
    });
    window.addEventListener("online", () => this.save());
    document.addEventListener("visibilitychange", () => this.save());
  }

  entries() {
    return [...new FormData(this.form)].filter(([name, value]) => !BOOKKEEPING.has(name) && typeof value === "string");
  }

  written() {
    return JSON.stringify(this.entries());
  }

  get isDirty() {
    return this.written() !== this.saved;
  }

  get seen() {
    return this.form.elements.namedItem("seen");
  }

  changed() {
    this.leaving = false;
    if (!this.isDirty) return;
    this.keep();
    clearTimeout(this.timer);
    if (!this.paused) this.timer = setTimeout(() => this.save(), PAUSE);
  }

  // The browser's own copy. Where it has no room or may not, the page still saves to the server.
  keep(more = {}) {
    try {
      localStorage.setItem(this.key, JSON.stringify({ seen: this.seen.value, entries: this.entries(), ...more }));
    } catch {
      // nothing to do
    }
  }

  kept() {
    try {
      return JSON.parse(localStorage.getItem(this.key));
    } catch {
      return null;
    }
  }

  forget() {
    clearTimeout(this.timer);
    const kept = this.kept();
    // Another tab may keep other words of the same section.
    if (kept && JSON.stringify(kept.entries) !== this.written()) return;
    try {
      localStorage.removeItem(this.key);
    } catch {
      // nothing was kept
    }
  }

  restore() {
    const draft = this.kept();
    if (!draft) return;
    if (JSON.stringify(draft.entries) === this.written()) {
      if (!this.box.dataset.unsaved && !this.paused) this.forget();
      return;
    }
    // A page that already shows what was sent last knows better than the copy.
    if (this.paused || this.box.dataset.unsaved) return;
    this.fill(draft.entries);
    // They were written upon what was stored then: where that has changed, both versions are shown.
    this.seen.value = draft.seen;
    this.say(RESTORED);
    this.timer = setTimeout(() => this.save(), PAUSE);
  }

  fill(entries) {
    const given = new Map(entries);
    for (const field of this.form.elements) {
      if (!field.name || BOOKKEEPING.has(field.name) || field.type === "submit" || field.type === "hidden") continue;
      if (field.type === "radio" || field.type === "checkbox") field.checked = given.get(field.name) === field.value;
      else if (given.has(field.name)) field.value = given.get(field.name);
    }
  }

  say(words, link) {
    this.status.classList.toggle("qa-autosave--unsaved", words.startsWith("Not saved"));
    const text = link ? `${words} ` : words;
    if (this.status.textContent === text + (link?.textContent ?? "")) return;
    this.status.replaceChildren(text, ...(link ? [link] : []));
  }

  async save() {
    clearTimeout(this.timer);
    if (this.sending) return this.sending;
    if (this.paused || this.closed || this.leaving || !this.isDirty) return "nothing";
    this.sending = this.send().finally(() => {
      this.sending = null;
    });
    const outcome = await this.sending;
    this.isFailing = outcome === "later";
    if (outcome === "later") this.timer = setTimeout(() => this.save(), RETRY);
    // What was typed while the answer was on its way.
    else if (outcome === "saved" && this.isDirty) this.timer = setTimeout(() => this.save(), PAUSE);
    return outcome;
  }

  async send() {
    const sent = this.written();
    const body = new URLSearchParams(this.entries());
    const words = body.toString();
    body.set("seen", this.seen.value);
    // Whose page this is, whoever is signed in by now.
    const opener = this.form.elements.namedItem("opened_by");
    if (opener) body.set("opened_by", opener.value);
    // Where one of these was stored after all, it is no other version.
    for (const earlier of this.unanswered) body.append("tried", earlier);
    const slow = setTimeout(() => this.say("Saving…"), SLOW);
    this.unanswered = [...this.unanswered.slice(-3), words];
    try {
      const response = await fetch(this.form.getAttribute("action") || window.location.href, {
        method: "POST",
        body,
        redirect: "manual",
        headers: { Accept: "application/json", "X-CSRFToken": token() },
      });
      return await this.hear(response, sent);
    } catch {
      this.say(OFFLINE);
      return "later";
    } finally {
      clearTimeout(slow);
    }
  }

  async hear(response, sent) {
    // Signed out, we are sent to the sign-in page, or refused for want of a token.
    if (response.type === "opaqueredirect" || response.status === 403) {
      this.say("Not saved: you are signed out. Your words are kept in this browser and will be saved once you have signed in.", this.signIn());
      return "later";
    }
    if (response.status === 404) return this.close(GONE);
    if (!response.headers.get("Content-Type")?.startsWith("application/json")) {
      this.say(TROUBLE);
      return "later";
    }
    const answer = await response.json();
    this.unanswered = [];
    if (answer.state === "saved") return this.heardSaved(answer, sent);
    if (answer.state === "changed") return this.heardChanged(answer);
    if (answer.state === "closed") return this.close(answer.says);
    this.say(answer.says);
    return answer.state;
  }

  heardSaved(answer, sent) {
    this.saved = sent;
    this.versions.replaceChildren();
    this.seen.value = answer.seen;
    const hidden = this.form.elements.namedItem("csrfmiddlewaretoken");
    if (hidden) hidden.value = token();
    this.more = answer.more; // such as an action that is begun: the button stores it, so until then the copy stays
    if (this.isDirty || this.more) this.keep();
    else this.forget();
    this.say(answer.says);
    return "saved";
  }

  heardChanged(answer) {
    this.seen.value = answer.seen;
    this.paused = true;
    this.keep();
    // A page's part as the server renders it, every word in it escaped there.
    const parsed = new DOMParser().parseFromString(answer.html, "text/html");
    this.versions.replaceChildren(...parsed.body.childNodes);
    this.say(answer.says);
    this.versions.firstElementChild.scrollIntoView({ block: "nearest" });
    return "changed";
  }

  close(words) {
    this.closed = true;
    this.say(words);
    return "closed";
  }

  signIn() {
    const link = document.createElement("a");
    link.className = "govuk-link";
    link.href = this.box.dataset.signIn;
    link.target = "_blank";
    link.textContent = "Sign in (opens in a new tab)";
    return link;
  }

  // Where the last save failed, a button tries again first, so that a lost connection or session leaves the page as it is.
  async submit(event) {
    if (this.leaving || this.closed || !this.isDirty || (!this.isFailing && navigator.onLine)) return this.leave();
    event.preventDefault();
    this.paused = false;
    if ((await this.save()) !== "saved") return;
    this.form.requestSubmit(event.submitter);
  }

  // The page after this one learns from the server whether the words arrived; until then the copy stays.
  leave() {
    clearTimeout(this.timer);
    this.leaving = true;
    if (this.isDirty || this.more) this.keep({ sent: true });
    // A save that is still on its way is no other window.
    for (const earlier of this.unanswered) {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name: "tried", value: earlier });
      this.form.append(input);
    }
  }
}

// A section whose words have arrived needs no copy: the server names it in a cookie of two minutes.
function forgetArrived() {
  const arrived = cookie("saved-section");
  if (!arrived) return;
  document.cookie = "saved-section=; Max-Age=0; Path=/; SameSite=Lax";
  try {
    const key = `qa-draft:${arrived}`;
    if (JSON.parse(localStorage.getItem(key))?.sent) localStorage.removeItem(key);
  } catch {
    // nothing was kept
  }
}

function cookie(name) {
  const found = document.cookie.split("; ").find((each) => each.startsWith(`${name}=`));
  return found ? found.slice(name.length + 1) : "";
}

// The cookie's token is the one that holds, also after signing in again in another tab.
function token() {
  return cookie("csrftoken");
}

// Signing out saves first and leaves no draft behind for whoever uses this browser next.
async function signOut(event) {
  const form = event.target.closest("form[data-sign-out]");
  if (!form || form.dataset.signOut === "ready") return;
  event.preventDefault();
  form.dataset.signOut = "ready";
  for (const section of open.filter((each) => each.form.isConnected && (each.isDirty || each.more))) {
    section.paused = false;
    if ((await section.save()) === "saved" && !section.more) continue;
    section.say(STAYING);
    section.status.scrollIntoView({ block: "center" });
    return;
  }
  for (const key of Object.keys(localStorage).filter((each) => each.startsWith("qa-draft:"))) localStorage.removeItem(key);
  form.submit();
}

const open = [];

export function autosave(scope) {
  if (scope === document) {
    forgetArrived();
    document.addEventListener("submit", signOut);
  }
  for (const box of scope.querySelectorAll('[data-module="qa-autosave"]')) {
    box.removeAttribute("data-module");
    if (box.querySelector("form")) open.push(new Section(box));
  }
}
