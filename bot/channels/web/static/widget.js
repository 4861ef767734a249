// <shahryar-chat>: the citizen's conversation in a corner of any page. Needs no build and no other code.
//   <script type="module" src="https://HOST/widget.js"></script>  <shahryar-chat></shahryar-chat>
// What is sent and received is in widget/line.js; how a message looks is in widget/view.js.

import { frame, keepInside } from "./widget/frame.js";
import { Line, TICKET } from "./widget/line.js";
import { place } from "./widget/place.js";
import { TEXTS } from "./widget/texts.js";
import { Uploads } from "./widget/uploads.js";
import { bubble, lockChoices, markAs, showProgress } from "./widget/view.js";

const HOME = new URL(".", import.meta.url);
const OPEN_MARK = "shahryar-open";
const TYPING_FOR = 25_000;

class ShahryarChat extends HTMLElement {
  #parts = frame(HOME);
  /** Sent or being sent, not yet in the transcript; by client id. @type {Map<string, HTMLElement>} */
  #mine = new Map();
  /** @type {Line | undefined} */
  #line;
  #uploads = new Uploads(new URL("upload", HOME).href, () => localStorage.getItem(TICKET), {
    progress: (id, share) => { const node = this.#mine.get(id); if (node) showProgress(node, share); },
    taken: (id) => this.#mark(id, "sent"),
    failed: (id, why, retry) => this.#failed(id, why, retry),
  });
  /** The citizen's newest message, or the greeting: a long answer is read from there. @type {HTMLElement | undefined} */
  #anchor;
  #speaker = "bot";
  #replayUntil = 0;
  #unread = 0;
  #typingTimer = 0;
  #noticeTimer = 0;

  constructor() {
    super();
    const { sheet, stage, launcher, closer, form, field, send, panel, log, more, attach, picker } = this.#parts;
    const { button, asking } = place({
      found: (lat, lon) => { if (this.#line) this.#own(this.#line.locate(lat, lon), "📍"); },
      failed: (text) => this.#notify(text, 8_000),
      done: () => this.#focus(),
    });
    send.before(button);
    form.before(asking);
    this.attachShadow({ mode: "open" }).append(sheet, stage);
    sheet.addEventListener("load", () => this.#toEnd());
    launcher.addEventListener("click", () => { this.#show(); this.#focus(); });
    closer.addEventListener("click", () => this.#hide());
    log.addEventListener("scroll", () => this.#offerMore());
    more.addEventListener("click", () => { log.scrollTop += log.clientHeight - 60; log.focus(); });
    form.addEventListener("submit", (event) => { event.preventDefault(); this.#submit(); });
    field.addEventListener("input", () => this.#fit());
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#submit();
    });
    attach.addEventListener("click", () => picker.click());
    picker.addEventListener("change", () => { this.#attach(picker.files); picker.value = ""; attach.focus(); });
    field.addEventListener("paste", (event) => this.#attach(event.clipboardData?.files, event));
    this.#takeDrops(panel);
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { event.stopPropagation(); this.#hide(); } else keepInside(event, panel);
    });
  }

  connectedCallback() {
    addEventListener("offline", this.#offline);
    addEventListener("online", this.#online);
    if (this.hasAttribute("open") || sessionStorage.getItem(OPEN_MARK)) this.#show();
  }

  disconnectedCallback() {
    removeEventListener("offline", this.#offline);
    removeEventListener("online", this.#online);
    this.#line?.stop();
    this.#line = undefined;
  }

  #show() {
    const { panel, launcher } = this.#parts;
    panel.hidden = false;
    launcher.hidden = true;
    launcher.setAttribute("aria-expanded", "true");
    sessionStorage.setItem(OPEN_MARK, "1");
    this.#countUnread(0);
    this.#line ??= this.#connect();
    this.#toEnd();
  }

  #hide() {
    const { panel, launcher } = this.#parts;
    panel.hidden = true;
    launcher.hidden = false;
    launcher.setAttribute("aria-expanded", "false");
    sessionStorage.removeItem(OPEN_MARK);
    launcher.focus();
  }

  /** On a phone the field would bring up the keyboard over half of what there is to read. */
  #focus() {
    (matchMedia("(pointer: coarse)").matches ? this.#parts.log : this.#parts.field).focus();
  }

  #connect() {
    const address = new URL("ws/chat", HOME);
    address.protocol = HOME.protocol === "https:" ? "wss:" : "ws:";
    const line = new Line(address.href, {
      welcomed: (last, seen) => this.#replay(last, seen),
      event: (message) => this.#arrived(message),
      acked: (id) => this.#mark(id, "sent"),
      failed: (id, why, retry) => this.#failed(id, why, retry),
      state: (state) => this.#state(state),
      cleared: () => this.#clear(),
      fault: (text) => this.#notify(text, 8_000),
    });
    line.start();
    return line;
  }

  #submit() {
    const { field } = this.#parts;
    const text = field.value;
    if (!text.trim() || !this.#line) return;
    field.value = "";
    this.#fit();
    this.#own(this.#line.say(text), text);
  }

  /** @param {HTMLElement} panel */
  #takeDrops(panel) {
    const { drop } = this.#parts;
    /** @param {DragEvent} event */
    const over = (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      drop.hidden = false;
    };
    panel.addEventListener("dragenter", over);
    panel.addEventListener("dragover", over);
    panel.addEventListener("dragleave", (event) => { if (!panel.contains(/** @type {Node | null} */ (event.relatedTarget))) drop.hidden = true; });
    panel.addEventListener("drop", (event) => { drop.hidden = true; this.#attach(event.dataTransfer?.files, event); });
  }

  /** @param {FileList | null | undefined} files @param {Event} [event] what brought them, if it must not do more */
  #attach(files, event) {
    if (!files?.length || !this.#line) return;
    event?.preventDefault();
    for (const file of files) {
      const id = this.#uploads.add(file);
      this.#own(id, `📎 ${file.name}`);
      const node = this.#mine.get(id);
      if (node) node.dataset.file = file.name;
    }
  }

  /** @param {{title: string, payload: string}} choice @param {HTMLElement} button */
  #press(choice, button) {
    if (!this.#line) return;
    button.classList.add("chosen");
    this.#own(this.#line.press(choice.payload), choice.title);
    this.#focus();
  }

  /** The citizen's own message at once; the transcript's copy takes its place. @param {string} id @param {string} text */
  #own(id, text) {
    if (!isFile(text)) lockChoices(this.#parts.log);
    const node = bubble({ author: "citizen", text, buttons: [], codes: [], staff: null, at: null, seq: 0 }, () => {});
    this.#mine.set(id, node);
    this.#anchor = node;
    markAs(node, "sending");
    this.#put(node);
    this.#wait(this.#speaker !== "staff");
  }

  /** @param {import("./widget/line.js").Message} message */
  #arrived(message) {
    const id = message.client_id;
    const own = id ? this.#mine.get(id) : undefined;
    const name = own?.dataset.file; // known here alone: the server is not told it
    const shown = name ? { ...message, text: message.text.replace("📎", `📎 ${name}`) } : message;
    const node = bubble(shown, (choice, button) => this.#press(choice, button));
    if (message.file) import("./widget/download.js").then(({ offer }) => node.append(offer(HOME, message, (why) => this.#notify(why, 8_000))));
    if (own && id) {
      own.replaceWith(node);
      this.#mine.delete(id);
    } else {
      this.#put(node);
    }
    if (message.author === "citizen" || !this.#anchor?.isConnected) this.#anchor = node;
    if (message.author === "citizen") {
      if (!own && !isFile(message.text)) lockChoices(this.#parts.log, node);
    } else {
      if (message.buttons.length) lockChoices(this.#parts.log, node);
      this.#speaker = message.author;
      this.#wait(Boolean(message.wait));
      if (this.#parts.panel.hidden && message.seq > this.#replayUntil) this.#countUnread(this.#unread + 1);
    }
    if (message.seq >= this.#replayUntil) setTimeout(() => this.#parts.log.setAttribute("aria-live", "polite"), 500);
    this.#toEnd();
  }

  /** What is only being shown again is not read aloud again. @param {number} last @param {number} seen */
  #replay(last, seen) {
    this.#replayUntil = last;
    if (seen === 0 && last > 0) this.#parts.log.setAttribute("aria-live", "off");
    if (last === 0) this.#wait(true); // a new visitor: the greeting is on its way
  }

  /** @param {string} id @param {"sending" | "sent"} state */
  #mark(id, state) {
    const node = this.#mine.get(id);
    if (node) markAs(node, state);
  }

  /** @param {string} id @param {string | null} why @param {boolean} retry */
  #failed(id, why, retry) {
    const node = this.#mine.get(id);
    const again = retry ? () => { this.#mark(id, "sending"); this.#line?.again(id); this.#uploads.again(id); } : undefined;
    if (node) markAs(node, "unsent", again, why);
    this.#wait(false);
    this.#toEnd();
  }

  /** @param {"online" | "offline"} state */
  #state(state) {
    const wasOff = this.#parts.notice.textContent === TEXTS.offline;
    if (state === "offline") { this.#notify(TEXTS.offline); this.#wait(false); }
    else if (wasOff) this.#notify(TEXTS.online, 3_000);
  }

  /** @param {string} text @param {number} [forMs] */
  #notify(text, forMs) {
    clearTimeout(this.#noticeTimer);
    this.#parts.notice.textContent = text;
    if (forMs) this.#noticeTimer = setTimeout(() => this.#notify(""), forMs);
  }

  /** @param {boolean} on */
  #wait(on) {
    clearTimeout(this.#typingTimer);
    this.#parts.typing.hidden = !on;
    if (!on) return;
    this.#typingTimer = setTimeout(() => this.#wait(false), TYPING_FOR);
    this.#toEnd();
  }

  /** @param {number} count */
  #countUnread(count) {
    this.#unread = count;
    const badge = /** @type {HTMLElement} */ (this.#parts.launcher.querySelector(".unread"));
    badge.textContent = count ? `${count.toLocaleString("fa-IR")} ${TEXTS.unread}` : "";
  }

  /** The transcript comes again from its start; what is not in it yet stays. */
  #clear() {
    const waiting = new Set(this.#mine.values());
    for (const node of this.#parts.log.querySelectorAll(".message")) {
      if (!waiting.has(/** @type {HTMLElement} */ (node))) node.remove();
    }
  }

  /** @param {HTMLElement} node */
  #put(node) {
    this.#parts.typing.before(node);
    this.#toEnd();
  }

  /** To the end, but never past the start of what the citizen has not read yet. */
  #toEnd() {
    const { log } = this.#parts;
    log.scrollTop = Math.min(log.scrollHeight, this.#anchor ? this.#anchor.offsetTop - 12 : Infinity);
    this.#offerMore();
  }

  #offerMore() {
    const { log, more } = this.#parts;
    more.hidden = log.scrollHeight - log.clientHeight - log.scrollTop < 40;
  }

  #fit() {
    const { field } = this.#parts;
    field.dir = field.value ? "auto" : "rtl"; // an empty field would show its placeholder from the left
    field.style.blockSize = "auto";
    field.style.blockSize = `${field.scrollHeight + 2}px`;
  }

  #offline = () => this.#line?.drop();
  #online = () => this.#line?.hurry();
}

/** A file may wait while the question stands: its choices stay. @param {string} text */
function isFile(text) {
  return text.startsWith("📎");
}

customElements.define("shahryar-chat", ShahryarChat);
