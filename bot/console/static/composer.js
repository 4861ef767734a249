// Writing to the citizen: Enter sends, the text stays until the server has it, a draft survives a look elsewhere.
// @ts-check

/** Take away the placeholders of messages that have arrived. @param {HTMLElement} log @param {number} arrived */
export function settle(log, arrived) {
  const pending = [...log.querySelectorAll(".pending")];
  for (const bubble of pending.slice(0, arrived)) bubble.remove();
}

function freshId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {HTMLElement | null} log @param {() => Promise<boolean>} refresh */
export function bindComposer(log, refresh) {
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("composer"));
  if (!form || !log) return;
  const text = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("text"));
  const id = /** @type {HTMLInputElement} */ (form.elements.namedItem("message_id"));
  const button = /** @type {HTMLButtonElement} */ (form.querySelector("button"));
  const note = /** @type {HTMLElement} */ (document.getElementById("composer-note"));
  const draft = `draft:${log.dataset.case}`;

  const fit = () => {
    text.style.blockSize = "auto";
    text.style.blockSize = `${text.scrollHeight + 2}px`;
  };
  text.value = sessionStorage.getItem(draft) ?? text.value;
  fit();
  text.focus();

  const showPending = () => {
    const shape = /** @type {HTMLTemplateElement} */ (document.getElementById("sending"));
    const bubble = /** @type {HTMLElement} */ (shape.content.firstElementChild?.cloneNode(true));
    /** @type {HTMLElement} */ (bubble.querySelector(".text")).textContent = text.value.trim();
    log.append(bubble);
    log.scrollTop = log.scrollHeight;
    return bubble;
  };

  const send = async () => {
    if (!text.value.trim() || button.disabled) return;
    button.disabled = true;
    note.hidden = true;
    const bubble = showPending();
    let problem = note.dataset.lost ?? "";
    try {
      const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
      const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Console-Part": "1" } });
      if (answer.status === 401) location.assign("/console/sign-in?note=signed_out"); // the draft is kept
      if (answer.ok) problem = "";
      else if (answer.status === 409 || answer.status === 403) problem = await answer.text();
    } catch {
      // Lost on the way or on the way back: the same id makes sending again safe.
    }
    button.disabled = false;
    if (problem) {
      bubble.remove();
      note.textContent = problem;
      note.hidden = false;
      return;
    }
    text.value = "";
    id.value = freshId();
    sessionStorage.removeItem(draft);
    fit();
    text.focus();
    await refresh();
  };

  text.addEventListener("input", () => {
    sessionStorage.setItem(draft, text.value);
    fit();
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      void send();
    }
    if (event.key === "Escape") log.focus();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send();
  });
}
