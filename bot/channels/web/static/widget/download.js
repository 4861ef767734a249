// Fetches a file that came with a message and hands it to the browser. The ticket goes in the body: an address would stay in histories.

import { TEXTS } from "./texts.js";
import { el } from "./view.js";

/**
 * @param {string} address @param {string} ticket @param {import("./line.js").Message} message
 * @returns {Promise<string | null>} why it did not come
 */
export async function save(address, ticket, { seq, file }) {
  const form = new FormData();
  form.set("ticket", ticket);
  form.set("seq", String(seq));
  try {
    const answer = await fetch(address, { method: "POST", body: form });
    if (!answer.ok) return (await answer.json()).text;
    const url = URL.createObjectURL(await answer.blob());
    el("a", { href: url, download: file?.name ?? "" }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    return null;
  } catch {
    return TEXTS.file_not_come;
  }
}
