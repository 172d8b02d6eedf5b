// A passkey is made or shown by the browser; the page's hidden field takes its answer, and the form is sent as any other.
const bytesOf = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const textOf = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function withBytes(options) {
  const listed = (each) => ({ ...each, id: bytesOf(each.id) });
  const made = { ...options, challenge: bytesOf(options.challenge) };
  if (options.user) made.user = { ...options.user, id: bytesOf(options.user.id) };
  if (options.excludeCredentials) made.excludeCredentials = options.excludeCredentials.map(listed);
  if (options.allowCredentials) made.allowCredentials = options.allowCredentials.map(listed);
  return made;
}

function asText(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = textOf(credential.response[name]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: textOf(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

export function passkeys(scope) {
  for (const form of scope.querySelectorAll('[data-module="qa-passkey"]')) {
    form.removeAttribute("data-module");
    const field = form.querySelector('input[name="credential"]');
    const says = form.querySelector('[role="alert"]');
    field.value = "";
    form.addEventListener("submit", async (event) => {
      if (field.value) return;
      event.preventDefault();
      says.hidden = true;
      try {
        const publicKey = withBytes(JSON.parse(form.dataset.options));
        field.value = asText(await navigator.credentials[form.dataset.does]({ publicKey }));
        form.requestSubmit();
      } catch (refused) {
        says.textContent = refused.name === "InvalidStateError"
          ? "This device has a passkey for the portal already."
          : "No passkey was used. Press the button again, or use another way.";
        says.hidden = false;
      }
    });
  }
}
