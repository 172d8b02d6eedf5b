// What this browser keeps of somebody's words until the server has them: sealed with a key that only they are given, when they are
// signed in. Another person at the same computer finds nothing to read, and not which page it was.

const PREFIX = "qa-words:";
const DAY = 86_400_000;
const toText = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
const toBytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

export class Sealed {
  // Without a secure connection a browser has nothing to seal with, and keeps nothing.
  static async open(key) {
    if (!key || !globalThis.crypto?.subtle) return null;
    return new Sealed(await crypto.subtle.importKey("raw", toBytes(key), "AES-GCM", false, ["encrypt", "decrypt"]));
  }

  constructor(key) {
    this.key = key;
  }

  // Whether it is kept: there may be no room, or storing be switched off.
  async keep(name, what) {
    try {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.key, new TextEncoder().encode(JSON.stringify(what)));
      localStorage.setItem(PREFIX + name, JSON.stringify({ at: Date.now(), iv: toText(iv), sealed: toText(new Uint8Array(sealed)) }));
      return true;
    } catch {
      return false;
    }
  }

  // Everything that is this person's, the newest first. What is older than so many days goes, no matter who wrote it.
  async found(days) {
    const mine = [];
    for (const name of names()) {
      try {
        const { at, iv, sealed } = JSON.parse(localStorage.getItem(PREFIX + name));
        if (at < Date.now() - days * DAY) forget(name);
        else mine.push({ name, at, ...(await this.unsealed(iv, sealed)) });
      } catch {
        // somebody else's, or torn
      }
    }
    return mine.sort((one, other) => other.at - one.at);
  }

  async unsealed(iv, sealed) {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: toBytes(iv) }, this.key, toBytes(sealed));
    return JSON.parse(new TextDecoder().decode(plain));
  }
}

function names() {
  try {
    return Object.keys(localStorage)
      .filter((each) => each.startsWith(PREFIX))
      .map((each) => each.slice(PREFIX.length));
  } catch {
    return [];
  }
}

export function forget(name) {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // nothing was kept
  }
}

export function forgetAll() {
  for (const name of names()) forget(name);
}
