// A button that makes a passkey, or signs in with one. The server draws it hidden below a text for browsers that know no
// passkeys; here the two change places.
//
//   <passkey-button data-mode="create|get" data-options-url data-answer-url data-csrf
//     data-cancelled data-known data-failed>            (texts: it was stopped; this device has one; anything else)
//     <p data-part="missing">…</p> <button type="button" hidden>…</button> <p role="alert" hidden></p>
//   </passkey-button>
//
// POST options-url gives the options as JSON, POST answer-url takes the credential's JSON and gives {"next": "/path"}.
// A refusal is {"error": {"message"}}, and is shown.

const fetchTimeoutMs = 15_000;

function toBytes(text) {
  const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

function toText(buffer) {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// For browsers from before PublicKeyCredential.parseCreationOptionsFromJSON and toJSON.
const withBytes = (list = []) => list.map((each) => ({ ...each, id: toBytes(each.id) }));

function creationOptions(json) {
  if (PublicKeyCredential.parseCreationOptionsFromJSON) return PublicKeyCredential.parseCreationOptionsFromJSON(json);
  const user = { ...json.user, id: toBytes(json.user.id) };
  return { ...json, challenge: toBytes(json.challenge), user, excludeCredentials: withBytes(json.excludeCredentials) };
}

function requestOptions(json) {
  if (PublicKeyCredential.parseRequestOptionsFromJSON) return PublicKeyCredential.parseRequestOptionsFromJSON(json);
  return { ...json, challenge: toBytes(json.challenge), allowCredentials: withBytes(json.allowCredentials) };
}

function credentialJSON(credential) {
  if (credential.toJSON) return credential.toJSON();
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = toText(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return { id: credential.id, rawId: toText(credential.rawId), type: credential.type, response };
}

// A passkey belongs to a name: at a bare address there is none, whatever the browser can do.
const isPossible = () =>
  Boolean(globalThis.PublicKeyCredential && navigator.credentials) && !/^[\d.]+$|:/.test(location.hostname);

// Its text is for the person.
class Refused extends Error {}

class PasskeyButton extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.alert = this.querySelector("[role=alert]");
    const isKnown = isPossible();
    this.button.hidden = !isKnown;
    const missing = this.querySelector("[data-part=missing]");
    if (missing) missing.hidden = isKnown;
    if (isKnown) this.button.addEventListener("click", () => this.start());
  }

  disconnectedCallback() { this.stopped?.abort(); }

  async start() {
    if (this.button.disabled) return;
    this.busy(true);
    this.say("");
    this.stopped = new AbortController();
    try {
      const options = await this.post(this.dataset.optionsUrl, {});
      const credential = await this.ask(options, this.stopped.signal);
      const answer = await this.post(this.dataset.answerUrl, credentialJSON(credential));
      this.follow(answer.next);
    } catch (error) {
      this.say(this.words(error));
      this.busy(false);
      this.button.focus();
    }
  }

  ask(options, signal) {
    return this.dataset.mode === "create"
      ? navigator.credentials.create({ publicKey: creationOptions(options), signal })
      : navigator.credentials.get({ publicKey: requestOptions(options), signal });
  }

  async post(url, body) {
    const headers = { "Content-Type": "application/json", Accept: "application/json" };
    if (this.dataset.csrf) headers["X-CSRF-Token"] = this.dataset.csrf;
    const response = await fetch(url, {
      method: "POST", headers, body: JSON.stringify(body), signal: AbortSignal.timeout?.(fetchTimeoutMs),
    });
    const answer = await response.json();
    if (!response.ok) throw new Refused(answer?.error?.message ?? this.dataset.failed);
    return answer;
  }

  // The button stays off: the next page is on its way. Other sites are not gone to, whatever the answer says.
  follow(next) {
    const url = new URL(next, location.href);
    if (url.origin !== location.origin) throw new Error("elsewhere");
    location.assign(url);
  }

  words(error) {
    if (error instanceof Refused) return error.message;
    if (error.name === "NotAllowedError" || error.name === "AbortError") return this.dataset.cancelled;
    if (error.name === "InvalidStateError" && this.dataset.mode === "create") return this.dataset.known;
    return this.dataset.failed;
  }

  busy(isBusy) {
    this.button.disabled = isBusy;
    this.setAttribute("aria-busy", String(isBusy));
  }

  say(text) {
    this.alert.textContent = text ?? "";
    this.alert.hidden = !text;
  }
}

customElements.define("passkey-button", PasskeyButton);
