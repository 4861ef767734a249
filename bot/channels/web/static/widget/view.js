// How one message looks. Everything a citizen, bot or member of staff wrote enters the page as text, never as markup.

import { TEXTS } from "./texts.js";

/**
 * @param {string} tag @param {Record<string, string>} [attributes] @param {(Node | string)[]} [children]
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, children = []) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/**
 * @param {import("./line.js").Message} message
 * @param {(choice: {title: string, payload: string}, button: HTMLElement) => void} press
 */
export function bubble(message, press) {
  const { author } = message;
  const body = el("div", { class: "body" }, spoken(message).map((line) => el("p", { dir: "auto" }, [line])));
  const children = [who(message), body];
  if (message.links?.length) children.push(el("div", { class: "choices" }, message.links.map(opener)));
  if (message.codes.length) children.push(el("div", { class: "codes" }, message.codes.map(copier)));
  const node = el("div", { class: `message ${author}` }, children);
  if (message.at) body.append(clock(message.at));
  if (message.buttons.length) {
    const choices = el("div", { class: "choices", role: "group", "aria-label": TEXTS.choices });
    for (const [index, choice] of message.buttons.entries()) {
      const number = listed(message, index) ? [el("span", { class: "number" }, [ordinal(index)])] : [];
      const button = el("button", { type: "button", class: "choice" }, [...number, el("bdi", {}, [choice.title])]);
      button.addEventListener("click", () => press(choice, button));
      choices.append(button);
    }
    node.append(choices);
  }
  return node;
}

/**
 * The lines of a message without those that its buttons say again: channels without buttons need the numbered list in the text,
 * here the button carries the number, and a typed number still chooses.
 * @param {import("./line.js").Message} message
 */
function spoken(message) {
  const repeated = new Set(message.buttons.map((choice, index) => `${ordinal(index)} ${choice.title}`));
  for (const link of message.links ?? []) repeated.add(link.url);
  return message.text.split("\n").filter((line) => !repeated.has(line));
}

/** Opens in a tab of its own: the conversation stays where it is. @param {{title: string, url: string}} link */
function opener({ title, url }) {
  return el("a", { class: "choice link", href: url, target: "_blank", rel: "noopener noreferrer" }, [title]);
}

/** @param {import("./line.js").Message} message @param {number} index */
function listed({ text, buttons }, index) {
  return text.split("\n").some((line) => line.startsWith(`${ordinal(index)} ${buttons[index].title}`));
}

/** @param {number} index */
function ordinal(index) {
  return `${(index + 1).toLocaleString("fa-IR", { useGrouping: false })}.`;
}

/** @param {import("./line.js").Message} message */
function who({ author, staff }) {
  if (author === "citizen") return el("span", { class: "unseen" }, [`${TEXTS.you}: `]);
  if (author === "bot") return el("span", { class: "unseen" }, [`${TEXTS.name}: `]);
  return el("p", { class: "who" }, [
    ...(staff ? [el("bdi", {}, [staff])] : []), el("span", { class: "mark" }, [TEXTS.staff]),
  ]);
}

/** @param {string} at */
function clock(at) {
  const time = new Intl.DateTimeFormat("fa-IR", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Tehran" });
  return el("time", { class: "time", datetime: at }, [time.format(new Date(at))]);
}

/** A button that copies a code in Latin digits, as forms and banks want it. @param {string} code */
function copier(code) {
  const label = el("span", { class: "copy-word" }, [TEXTS.copy]);
  const button = el("button", { type: "button", class: "copy", "aria-label": `${TEXTS.copy_code} ${code}` }, [
    label, el("bdi", { class: "code", dir: "ltr" }, [code]),
  ]);
  button.addEventListener("click", async () => {
    await copy(code, button);
    label.textContent = TEXTS.copied;
    button.classList.add("done");
    setTimeout(() => { label.textContent = TEXTS.copy; button.classList.remove("done"); }, 2_000);
  });
  return button;
}

/** @param {string} text @param {HTMLElement} near */
async function copy(text, near) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // No clipboard API on plain HTTP, or the host page forbids it: the old way still works there.
    const field = /** @type {HTMLTextAreaElement} */ (el("textarea", { class: "unseen" }));
    field.value = text;
    near.after(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    near.focus();
  }
}

/** Once answered, older choices can be read but not pressed. @param {HTMLElement | undefined} log @param {Node} [before] */
export function lockChoices(log, before) {
  for (const button of log?.querySelectorAll("button.choice:not([disabled])") ?? []) {
    const later = before && before.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (!later) button.setAttribute("disabled", "");
  }
}

/** How far a file is. @param {HTMLElement} node @param {number} share */
export function showProgress(node, share) {
  const bar = node.querySelector("progress") ?? el("progress", { max: "1", "aria-label": TEXTS.uploading });
  bar.setAttribute("value", share.toFixed(2));
  node.querySelector(".body")?.append(bar);
}

/**
 * @param {HTMLElement} node @param {"sending" | "sent" | "unsent"} state
 * @param {() => void} [again] @param {string | null} [why]
 */
export function markAs(node, state, again, why) {
  node.querySelector(".state")?.remove();
  node.dataset.state = state;
  if (state !== "sending") node.querySelector("progress")?.remove();
  if (state === "sent") return;
  const line = el("p", { class: "state" }, [state === "sending" ? TEXTS.sending : why || TEXTS.unsent]);
  if (state === "unsent" && again) {
    const button = el("button", { type: "button", class: "again" }, [TEXTS.again]);
    button.addEventListener("click", again);
    line.append(" ", button);
  }
  node.append(line);
}
