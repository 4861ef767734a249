// A file that came with a message: its button, and how it gets to the browser. Few messages bring one, so this is loaded with the first.
// The ticket goes in the body: an address would stay in histories.

import { TICKET } from "./line.js";
import { TEXTS } from "./texts.js";
import { el } from "./view.js";

/**
 * @param {URL} home @param {import("./line.js").Message} message @param {(why: string) => void} failed
 * @returns {HTMLElement} what stands under the message
 */
export function offer(home, { seq, file }, failed) {
  const name = file?.name ?? "";
  const button = el("button", { type: "button", class: "copy" }, [
    el("span", { class: "copy-word" }, [TEXTS.get_file]), el("bdi", { class: "code", dir: "ltr" }, [name]),
  ]);
  button.addEventListener("click", async () => {
    const why = await save(new URL("download", home).href, seq, name);
    if (why) failed(why);
  });
  return el("div", { class: "codes" }, [button]);
}

/** @param {string} address @param {number} seq @param {string} name @returns {Promise<string | null>} why it did not come */
async function save(address, seq, name) {
  const form = new FormData();
  form.set("ticket", localStorage.getItem(TICKET) ?? "");
  form.set("seq", String(seq));
  try {
    const answer = await fetch(address, { method: "POST", body: form });
    if (!answer.ok) return (await answer.json()).text;
    const url = URL.createObjectURL(await answer.blob());
    el("a", { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    return null;
  } catch {
    return TEXTS.file_not_come;
  }
}
