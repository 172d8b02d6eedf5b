// Whatever is written in a form with a text box is safe as it is written: saved where the page does that (`data-saves`), and kept for
// its writer elsewhere, at the form's own address. What the server does not have yet this browser keeps, sealed (sealed.js).

import { entriesOf, fill, textOf, written } from "./fields.js";
import { forget, forgetAll, Sealed } from "./sealed.js";

const PAUSE = 1500; // after the last key or choice; the answer comes within two seconds of it
const SLOW = 400; // a save that is quicker says only that it is done
const RETRY = 5000;
const PATIENCE = 20_000;
const LARGEST_LEFT_BEHIND = 60_000; // a browser sends no more of a page that is being closed
const GONE = "Not saved: this page is no longer open to you. What you wrote is kept for you; ask the QA lead.";
const TROUBLE = "Not saved: something went wrong.";
const TOO_LARGE = "Not saved: this is more than the portal takes at once, some two million characters. Shorten it.";
const OFFLINE = "Not saved: no connection.";
const HELD = "Your words are kept in this browser and are sent when the portal answers again.";
const NOT_HELD = "This browser cannot keep your words: leave this page open, and they are sent when the portal answers again.";
const STAYING = "Not saved, so you are still signed in. Sign out once more to leave without these words.";
const SAVES = "What you write is saved as you go.";
const RESTORED = "What you wrote here and did not save is back in the boxes.";
const OLDER = "What you wrote here before is kept for you:";
const KEPT_WORDS = "/kept-words/";
// After these a press leaves the page as it is.
const STAYS = new Set(["offline", "changed", "closed", "too-large"]);
const page = ownAddress();
const opened = Date.now();

let asked = null;

// What is kept of this page's forms, and the key for what the browser keeps: asked for once.
function keptHere() {
  asked ??= (async () => {
    try {
      const answer = await fetch(`${KEPT_WORDS}here/?page=${encodeURIComponent(page)}`, { headers: { Accept: "application/json" }, redirect: "error" });
      const { kept, key, days } = await answer.json();
      const sealed = await Sealed.open(key);
      const own = (await sealed?.found(days)) ?? [];
      // What is newer than this page is being written in another window, and is that window's to save.
      return { kept, sealed, own: own.filter((each) => each.page === page && each.at < opened) };
    } catch {
      return { kept: [], sealed: null, own: [] };
    }
  })();
  return asked;
}

class Writing {
  constructor(form, place) {
    this.form = form;
    this.box = form.closest("[data-saves]");
    this.name = `${new URL(actionOf(form), window.location.href).pathname} ${form.querySelector("textarea").name} ${place}`;
    this.versions = this.box?.querySelector("[data-versions]");
    this.first = written(form); // as the page came
    this.saved = this.first; // what the server has, as far as we know
    this.unanswered = []; // sent, and no answer came: it may have been stored all the same
    // Both versions are shown: only the person decides which is saved.
    this.paused = Boolean(this.box && document.querySelector(".qa-versions"));
    const again = form.querySelector('input[name="writing"]');
    // Shown again after it was sent, it goes on with the same writing, and none of it is saved.
    this.isShownAgain = this.paused || Boolean(again && again.dataset.form === this.name);
    this.id = (this.isShownAgain && again?.value) || crypto.randomUUID?.() || String(Math.random()).slice(2);
    if (this.isShownAgain) this.saved = null;
    this.status = this.line();
    this.say(this.welcome);
    this.listen();
    this.ready = this.restore();
  }

  get welcome() {
    return this.box ? SAVES : `What you write is kept for you as you go. It is saved when you press ${this.button}.`;
  }

  get button() {
    const main = this.form.querySelector(".govuk-button-group button") ?? this.presses.at(-1);
    return `“${main?.textContent.trim() || "Save"}”`;
  }

  get presses() {
    return [...this.form.elements].filter((each) => each.type === "submit" && !each.closest("[hidden]"));
  }

  // Above the buttons, so that it never lies over them where it stays at the foot of the window.
  line() {
    const line = document.createElement("p");
    line.className = this.box ? "qa-autosave" : "qa-autosave qa-autosave--kept";
    line.dataset.state = "";
    line.setAttribute("role", "status");
    const buttons = this.form.querySelector(".govuk-button-group") ?? this.presses.at(-1);
    if (buttons) buttons.before(line);
    else this.form.append(line);
    return line;
  }

  listen() {
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("change", () => this.changed());
    this.form.addEventListener("submit", (event) => this.submit(event));
    document.addEventListener("click", (event) => {
      const theirs = event.target.closest("[data-keep-theirs]");
      if (!theirs || !(this.box ? this.box.contains(theirs) : this.isShownAgain)) return;
      event.preventDefault();
      this.discard([]).then(() => window.location.assign(theirs.href));
    });
    window.addEventListener("online", () => this.save());
    window.addEventListener("pagehide", () => this.save());
    window.addEventListener("pageshow", () => { this.form.ariaBusy = null; });
    document.addEventListener("visibilitychange", () => this.save());
    window.addEventListener("beforeunload", (event) => {
      if (this.isFailing && !this.isHeld && !this.leaving) event.preventDefault();
    });
  }

  get isDirty() {
    return written(this.form) !== this.saved;
  }

  get seen() {
    const field = this.form.elements.namedItem("seen");
    return field?.type === "hidden" ? field : null;
  }

  changed() {
    this.leaving = false;
    if (!this.isDirty) return;
    this.isTouched = true;
    this.hold();
    clearTimeout(this.timer);
    if (!this.paused) this.timer = setTimeout(() => this.save(), PAUSE);
  }

  // The browser's own copy, until the server has answered.
  async hold() {
    const { sealed } = await keptHere();
    const isHeld = Boolean(await sealed?.keep(this.id, { page, form: this.name, entries: entriesOf(this.form) }));
    if (this.isDirty) this.isHeld = isHeld;
    else forget(this.id);
  }

  async restore() {
    if (this.isShownAgain) return this.save();
    const { kept, own } = await keptHere();
    const mine = (each) => each.form === this.name;
    const fromServer = kept.filter(mine).map((each) => ({ ...each, at: each.at * 1000 }));
    const found = [...own.filter(mine), ...fromServer].sort((one, other) => other.at - one.at);
    if (!found.length) return;
    const newest = found[0];
    if (textOf(newest.entries, this.form) === this.first) return found.forEach(discarded);
    if (this.isTouched) return this.say(OLDER, link("see what you wrote", KEPT_WORDS));
    this.begunWith = fromServer[0]?.number;
    const homeless = fill(this.form, newest.entries);
    this.takesOver = newest.name;
    this.say(RESTORED, homeless.length || found.length > 1 ? link("See all of it", KEPT_WORDS) : null, this.undo(found));
    this.hold();
    this.timer = setTimeout(() => this.save({ quietly: !this.box }), PAUSE);
  }

  // What came back may be old: one press, and the page is as it was.
  undo(found) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "qa-link-button qa-autosave__undo", textContent: "Discard it" });
    button.addEventListener("click", () => this.discard(found).then(() => window.location.assign(page)));
    return button;
  }

  async discard(found) {
    clearTimeout(this.timer);
    this.leaving = true;
    await this.sending;
    await Promise.all([...found, { name: this.id }].map(discarded));
  }

  say(words, ...more) {
    const shown = more.filter(Boolean);
    this.status.classList.toggle("qa-autosave--unsaved", words.startsWith("Not saved"));
    const text = shown.length ? `${words} ` : words;
    if (this.status.textContent === text + shown.map((each) => each.textContent).join(" ")) return;
    this.status.replaceChildren(text, ...shown.flatMap((each, place) => (place ? [" ", each] : [each])));
  }

  sayUnsent(words) {
    this.say(`${words} ${this.isHeld ? HELD : NOT_HELD}`);
    return "later";
  }

  async save({ quietly = false } = {}) {
    clearTimeout(this.timer);
    if (this.sending) return this.sending;
    if (this.paused || this.closed || this.leaving || !this.isDirty) return "nothing";
    this.sending = this.send(quietly).finally(() => {
      this.sending = null;
    });
    const outcome = await this.sending;
    this.isFailing = outcome === "offline" || outcome === "later";
    if (this.isFailing) this.timer = setTimeout(() => this.save(), RETRY);
    // What was typed while the answer was on its way.
    else if ((outcome === "saved" || outcome === "kept") && this.isDirty) this.timer = setTimeout(() => this.save(), PAUSE);
    return outcome;
  }

  async send(quietly) {
    const sent = written(this.form);
    const body = new URLSearchParams(entriesOf(this.form));
    const words = body.toString();
    for (const [name, value] of Object.entries(this.about)) body.set(name, value);
    // Where one of these was stored after all, it is no other version.
    if (this.box) for (const earlier of this.unanswered) body.append("tried", earlier);
    const slow = setTimeout(() => quietly || this.say("Saving…"), SLOW);
    this.unanswered = [...this.unanswered.slice(-3), words];
    const isLeftBehind = document.visibilityState === "hidden" && words.length < LARGEST_LEFT_BEHIND;
    try {
      const response = await fetch(actionOf(this.form), {
        method: "POST",
        body,
        redirect: "manual",
        keepalive: isLeftBehind,
        signal: isLeftBehind ? null : AbortSignal.timeout(PATIENCE),
        headers: { Accept: "application/json", "X-CSRFToken": token() },
      });
      return await this.hear(response, sent, quietly);
    } catch {
      this.sayUnsent(OFFLINE);
      return "offline";
    } finally {
      clearTimeout(slow);
    }
  }

  // Whose page this is, though another may be signed in by now; and which writing.
  get about() {
    const opener = this.form.elements.namedItem("opened_by")?.value;
    const about = { writing: this.id, writing_form: this.name, writing_page: page };
    return { ...about, ...(opener && { opened_by: opener }), ...(this.begunWith && { kept_form: this.begunWith }) };
  }

  async hear(response, sent, quietly) {
    if (response.status === 413) return this.refuse(TOO_LARGE, "too-large");
    if (!response.headers.get("Content-Type")?.startsWith("application/json")) {
      return response.status === 404 ? this.close(GONE) : this.sayUnsent(TROUBLE);
    }
    const answer = await response.json();
    if (answer.state === "later") return this.sayUnsent(answer.says);
    this.unanswered = [];
    if (answer.state === "signed-out") return this.heardSignedOut(answer);
    if (answer.state === "saved" || answer.state === "kept") return this.heardKept(answer, sent, quietly);
    if (answer.state === "changed") return this.heardChanged(answer);
    if (answer.state === "closed" || answer.state === "not-yours") return this.close(answer.says);
    return this.refuse(answer.says);
  }

  heardKept(answer, sent, quietly) {
    this.saved = sent;
    if (this.versions) this.versions.replaceChildren();
    if (answer.seen && this.seen) this.seen.value = answer.seen;
    const hidden = this.form.elements.namedItem("csrfmiddlewaretoken");
    if (hidden) hidden.value = token();
    if (this.isDirty) this.hold();
    else this.release();
    if (!quietly) this.say(answer.state === "kept" ? `${answer.says} Press ${this.button} to save.` : answer.says);
    return answer.state;
  }

  // The server has it: the browser keeps nothing.
  release() {
    forget(this.id);
    forget(this.takesOver);
  }

  heardSignedOut(answer) {
    const signIn = link("Sign in (opens in a new tab)", answer.sign_in);
    signIn.target = "_blank";
    this.say(answer.says, signIn);
    this.isHeld = true;
    return "later";
  }

  heardChanged(answer) {
    this.seen.value = answer.seen;
    this.paused = true;
    this.hold();
    // A page's part as the server renders it, every word in it escaped there.
    const parsed = new DOMParser().parseFromString(answer.html, "text/html");
    this.versions.replaceChildren(...parsed.body.childNodes);
    this.say(answer.says);
    this.versions.firstElementChild.scrollIntoView({ block: "nearest" });
    return "changed";
  }

  refuse(words, outcome = "refused") {
    this.say(words);
    return outcome;
  }

  close(words) {
    this.closed = true;
    this.say(words);
    return "closed";
  }

  // What is not kept yet goes first, so that a lost connection leaves the page as it is.
  async submit(event) {
    if (event.defaultPrevented) return;
    if (this.leaving || this.closed || this.paused || !this.isDirty) return this.leave();
    event.preventDefault();
    this.form.ariaBusy = "true";
    await this.sending;
    const outcome = await this.save();
    if (STAYS.has(outcome)) {
      this.form.ariaBusy = null;
      return;
    }
    this.leave();
    this.form.requestSubmit(event.submitter);
  }

  // The server forgets what it kept once the form has arrived.
  leave() {
    clearTimeout(this.timer);
    this.leaving = true;
    this.release();
    for (const earlier of this.box ? this.unanswered : []) this.carry("tried", earlier, { once: false });
    for (const [name, value] of Object.entries(this.about)) if (name !== "opened_by") this.carry(name, value);
  }

  carry(name, value, { once = true } = {}) {
    const old = once ? this.form.querySelector(`input[type=hidden][name=${name}]`) : null;
    if (old) old.value = value;
    else this.form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
}

// By the name of its writing: here, and what the server kept of it.
async function discarded({ name }) {
  forget(name);
  try {
    const body = new URLSearchParams({ writing: name });
    await fetch(`${KEPT_WORDS}discard/`, { method: "POST", body, redirect: "manual", headers: { "X-CSRFToken": token() } });
  } catch {
    // it goes after some days
  }
}

// A form may have a box that is called “action”.
function actionOf(form) {
  return form.getAttribute("action") || window.location.href;
}

// Without where the page leads back to: it is the same page from wherever somebody came.
function ownAddress() {
  const asked = new URLSearchParams(window.location.search);
  for (const name of ["back", "next"]) asked.delete(name);
  return window.location.pathname + (asked.size ? `?${asked}` : "");
}

function link(text, href) {
  return Object.assign(document.createElement("a"), { className: "govuk-link", textContent: text, href });
}

// The cookie's token is the one that holds, also after signing in again in another tab.
function token() {
  return document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]*)/)?.[1] ?? "";
}

// Signing out saves first and leaves nothing behind for the next person at this browser.
async function signOut(event) {
  const form = event.target.closest("form[data-sign-out]");
  if (!form || form.dataset.signOut === "ready") return;
  event.preventDefault();
  form.dataset.signOut = "ready";
  for (const each of open.filter((writing) => writing.form.isConnected && writing.isDirty)) {
    each.paused = false;
    if (["saved", "kept"].includes(await each.save())) continue;
    each.say(STAYING);
    each.status.scrollIntoView({ block: "center" });
    return;
  }
  forgetAll();
  form.submit();
}

const open = [];

export function writing(scope) {
  if (scope === document) document.addEventListener("submit", signOut);
  const places = new Map();
  for (const form of scope.querySelectorAll("main form[method=post]:not([data-kept])")) {
    if (!form.querySelector("textarea:not([hidden])") || form.dataset.watched) continue;
    form.dataset.watched = "yes";
    const what = `${actionOf(form)} ${form.querySelector("textarea").name}`;
    places.set(what, (places.get(what) ?? -1) + 1);
    open.push(new Writing(form, places.get(what)));
  }
}
