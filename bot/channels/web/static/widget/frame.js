// The widget's fixed parts: launcher, panel, header, log, composer. What happens in them is in ../widget.js.

import { TEXTS } from "./texts.js";
import { el } from "./view.js";

/** @param {URL} home where our files are */
export function frame(home) {
  const sheet = el("link", { rel: "stylesheet", href: new URL("widget.css", home).href });
  const launcher = el("button", { class: "launcher", type: "button", "aria-expanded": "false" }, [
    star(), el("span", { class: "launcher-text" }, [TEXTS.open]), el("span", { class: "unread" }),
  ]);
  const closer = el("button", { class: "close", type: "button", "aria-label": TEXTS.close, title: TEXTS.close });
  const notice = el("p", { class: "notice", role: "status" });
  const typing = el("div", { class: "typing", hidden: "" }, [
    el("span", { class: "unseen" }, [TEXTS.typing]), ...[1, 2, 3].map(() => el("i", { "aria-hidden": "true" })),
  ]);
  const log = el("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": TEXTS.log, tabindex: "0" }, [typing]);
  const more = el("button", { class: "more", type: "button", hidden: "" }, [TEXTS.more]);
  const field = /** @type {HTMLTextAreaElement} */ (el("textarea", {
    class: "field", rows: "1", dir: "rtl", "aria-label": TEXTS.field, "aria-describedby": "hint",
    placeholder: TEXTS.placeholder, autocomplete: "off", enterkeyhint: "send",
  }));
  const send = el("button", { class: "send", type: "submit", "aria-label": TEXTS.send, title: TEXTS.send });
  const attach = el("button", { class: "attach", type: "button", "aria-label": TEXTS.attach, title: TEXTS.attach });
  const picker = /** @type {HTMLInputElement} */ (el("input", {
    type: "file", multiple: "", hidden: "", accept: "image/jpeg,image/png,image/webp,application/pdf,.dwg",
  }));
  const drop = el("p", { class: "drop", "aria-hidden": "true", hidden: "" }, [TEXTS.drop]);
  const hint = el("span", { class: "unseen", id: "hint" }, [TEXTS.hint]);
  const form = el("form", { class: "composer" }, [field, hint, attach, picker, send]);
  const panel = el("section", { class: "panel", role: "dialog", "aria-labelledby": "name", hidden: "" }, [
    el("header", { class: "head" }, [
      star(), el("div", { class: "title" }, [el("h2", { id: "name" }, [TEXTS.name]), el("p", {}, [TEXTS.subtitle])]), closer,
    ]),
    notice, log, more, form, drop,
  ]);
  const stage = el("div", { class: "stage", dir: "rtl", lang: "fa", hidden: "" }, [launcher, panel]);
  sheet.addEventListener("load", () => { stage.hidden = false; }); // never seen unstyled
  return { sheet, stage, launcher, closer, notice, typing, log, more, field, send, form, panel, attach, picker, drop };
}

function star() {
  return el("span", { class: "star", "aria-hidden": "true" });
}

/** Keep Tab inside the panel while it covers the whole screen. @param {KeyboardEvent} event @param {HTMLElement} panel */
export function keepInside(event, panel) {
  if (event.key !== "Tab" || !matchMedia("(max-width: 480px)").matches) return;
  const stops = /** @type {HTMLElement[]} */ ([...panel.querySelectorAll("button:not([disabled]), textarea, [tabindex='0']")]);
  const root = /** @type {ShadowRoot} */ (panel.getRootNode());
  const edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
  if (root.activeElement !== edge) return;
  event.preventDefault();
  stops[event.shiftKey ? stops.length - 1 : 0].focus();
}
