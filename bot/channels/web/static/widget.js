// <shahryar-chat>: the citizen's conversation in a corner of any page. Needs no build and no other code.
//   <script type="module" src="https://HOST/widget.js"></script>  <shahryar-chat></shahryar-chat>
// What is sent and received is in widget/line.js; how messages look is in widget/view.js.

import { Line } from "./widget/line.js";
import { bubble, el, lockChoices, markAs } from "./widget/view.js";
import { TEXTS } from "./widget/texts.js";

const HOME = new URL(".", import.meta.url);
const OPEN_MARK = "shahryar-open";
const TYPING_FOR = 25_000;

class ShahryarChat extends HTMLElement {
  /** Messages not yet in the transcript, by client id. @type {Map<string, HTMLElement>} */
  #mine = new Map();
  /** @type {Line | undefined} */
  #line;
  #typingTimer = 0;
  #noticeTimer = 0;
  #built = false;

  connectedCallback() {
    if (!this.#built) this.#build();
    this.#built = true;
    addEventListener("offline", this.#offline);
    addEventListener("online", this.#online);
    if (this.hasAttribute("open") || sessionStorage.getItem(OPEN_MARK)) this.#show({ focus: false });
  }

  disconnectedCallback() {
    removeEventListener("offline", this.#offline);
    removeEventListener("online", this.#online);
    this.#line?.stop();
    this.#line = undefined;
  }

  #build() {
    const root = this.attachShadow({ mode: "open" });
    const sheet = el("link", { rel: "stylesheet", href: new URL("widget.css", HOME).href });
    this.launcher = el("button", { class: "launcher", type: "button", "aria-expanded": "false", "aria-controls": "panel" }, [
      el("span", { class: "star", "aria-hidden": "true" }),
      el("span", { class: "launcher-text" }, [TEXTS.open]),
    ]);
    this.closer = el("button", { class: "close", type: "button", "aria-label": TEXTS.close, title: TEXTS.close }, [
      el("span", { class: "cross", "aria-hidden": "true" }),
    ]);
    this.notice = el("p", { class: "notice", role: "status" });
    this.log = el("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": TEXTS.log, tabindex: "0" });
    this.typing = el("div", { class: "typing", hidden: "" }, [
      el("span", { class: "unseen" }, [TEXTS.typing]), ...[1, 2, 3].map(() => el("i", { "aria-hidden": "true" })),
    ]);
    this.field = /** @type {HTMLTextAreaElement} */ (el("textarea", {
      class: "field", rows: "1", dir: "auto", "aria-label": TEXTS.field, placeholder: TEXTS.placeholder,
      autocomplete: "off", enterkeyhint: "send", title: TEXTS.hint,
    }));
    const send = el("button", { class: "send", type: "submit", "aria-label": TEXTS.send, title: TEXTS.send }, [
      el("span", { class: "arrow", "aria-hidden": "true" }),
    ]);
    this.form = /** @type {HTMLFormElement} */ (el("form", { class: "composer" }, [this.field, send]));
    this.panel = el("section", { class: "panel", id: "panel", role: "dialog", "aria-labelledby": "name", hidden: "" }, [
      el("header", { class: "head" }, [
        el("span", { class: "star", "aria-hidden": "true" }),
        el("div", { class: "title" }, [el("h2", { id: "name" }, [TEXTS.name]), el("p", {}, [TEXTS.subtitle])]),
        this.closer,
      ]),
      this.notice, this.log, this.form,
    ]);
    this.log.append(this.typing);
    const stage = el("div", { class: "stage", dir: "rtl", lang: "fa", hidden: "" }, [this.launcher, this.panel]);
    sheet.addEventListener("load", () => { stage.hidden = false; this.#toEnd(); });
    root.append(sheet, stage);
    this.#listen();
  }

  #listen() {
    this.launcher?.addEventListener("click", () => this.#show({ focus: true }));
    this.closer?.addEventListener("click", () => this.#hide());
    this.form?.addEventListener("submit", (event) => { event.preventDefault(); this.#submit(); });
    this.field?.addEventListener("input", () => this.#fit());
    this.field?.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#submit();
    });
    this.panel?.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { event.stopPropagation(); this.#hide(); }
    });
  }

  /** @param {{focus: boolean}} options */
  #show({ focus }) {
    if (!this.panel || !this.launcher) return;
    this.panel.hidden = false;
    this.launcher.hidden = true;
    this.launcher.setAttribute("aria-expanded", "true");
    sessionStorage.setItem(OPEN_MARK, "1");
    this.#line ??= this.#connect();
    this.#toEnd();
    if (focus) this.field?.focus();
  }

  #hide() {
    if (!this.panel || !this.launcher) return;
    this.panel.hidden = true;
    this.launcher.hidden = false;
    this.launcher.setAttribute("aria-expanded", "false");
    sessionStorage.removeItem(OPEN_MARK);
    this.launcher.focus();
  }

  #connect() {
    const address = new URL("ws/chat", HOME);
    address.protocol = HOME.protocol === "https:" ? "wss:" : "ws:";
    const line = new Line(address.href, {
      event: (message) => this.#arrived(message),
      acked: (id) => this.#acked(id),
      failed: (id, text) => this.#failed(id, text),
      state: (state) => this.#state(state),
      cleared: () => this.#clear(),
      fault: (text) => this.#say(text, 8_000),
    });
    line.start();
    return line;
  }

  #submit() {
    const text = this.field?.value ?? "";
    if (!text.trim() || !this.field || !this.#line) return;
    this.field.value = "";
    this.#fit();
    this.#own(this.#line.say(text), text);
  }

  /** @param {{title: string, payload: string}} choice @param {HTMLElement} button */
  #press(choice, button) {
    if (!this.#line) return;
    button.classList.add("chosen");
    button.setAttribute("aria-label", `${choice.title} — ${TEXTS.chosen}`);
    this.#own(this.#line.press(choice.payload), choice.title);
    this.field?.focus();
  }

  /** Show the citizen's own message at once; the transcript's copy takes its place later.
   * @param {string} id @param {string} text */
  #own(id, text) {
    lockChoices(this.log);
    const node = bubble({ author: "citizen", text, buttons: [], codes: [], staff: null, at: null }, () => {});
    this.#mine.set(id, node);
    markAs(node, "sending", () => this.#line?.again(id));
    this.#put(node);
    this.#waiting(this.#lastAuthor !== "staff");
  }

  #lastAuthor = "";

  /** @param {import("./widget/line.js").Message} message */
  #arrived(message) {
    const node = bubble(message, (choice, button) => this.#press(choice, button));
    const own = message.client_id ? this.#mine.get(message.client_id) : undefined;
    if (own && message.client_id) {
      own.replaceWith(node);
      this.#mine.delete(message.client_id);
    } else {
      this.#put(node);
    }
    if (message.author === "citizen") {
      if (!own) lockChoices(this.log, node);
    } else {
      this.#lastAuthor = message.author;
      this.#waiting(Boolean(message.wait));
    }
  }

  /** @param {string} id */
  #acked(id) {
    const node = this.#mine.get(id);
    if (node) markAs(node, "sent");
  }

  /** @param {string} id @param {string | null} text */
  #failed(id, text) {
    const node = this.#mine.get(id);
    if (node) markAs(node, "unsent", () => { markAs(node, "sending"); this.#line?.again(id); }, text);
    this.#waiting(false);
    this.#toEnd();
  }

  /** @param {"connecting" | "online" | "offline"} state */
  #state(state) {
    if (state === "offline") this.#say(TEXTS.offline);
    else if (state === "online") this.#say(this.notice?.textContent === TEXTS.offline ? TEXTS.online : "", 3_000);
  }

  /** @param {string} text @param {number} [forMs] */
  #say(text, forMs) {
    if (!this.notice) return;
    clearTimeout(this.#noticeTimer);
    this.notice.textContent = text;
    if (forMs) this.#noticeTimer = setTimeout(() => { if (this.notice) this.notice.textContent = ""; }, forMs);
  }

  /** @param {boolean} on */
  #waiting(on) {
    if (!this.typing) return;
    clearTimeout(this.#typingTimer);
    this.typing.hidden = !on;
    if (on) {
      this.#typingTimer = setTimeout(() => this.#waiting(false), TYPING_FOR);
      this.#toEnd();
    }
  }

  #clear() {
    for (const node of [...(this.log?.children ?? [])]) {
      if (node !== this.typing && ![...this.#mine.values()].includes(/** @type {HTMLElement} */ (node))) node.remove();
    }
  }

  /** @param {HTMLElement} node */
  #put(node) {
    this.typing?.before(node);
    this.#toEnd();
  }

  #toEnd() {
    if (this.log) this.log.scrollTop = this.log.scrollHeight;
  }

  #fit() {
    if (!this.field) return;
    this.field.style.blockSize = "auto";
    this.field.style.blockSize = `${this.field.scrollHeight}px`;
  }

  #offline = () => this.#line?.drop();
  #online = () => this.#line?.hurry();
}

customElements.define("shahryar-chat", ShahryarChat);
