// Sends the citizen's files, one after the other: the line is for words, files go over HTTP, where progress can be seen.
// A file is repeated with the same client id; the server takes each id once. Nothing is kept after it was taken.

import { newId } from "./line.js";
import { TEXTS } from "./texts.js";

const MOST_BYTES = 10 * 1024 * 1024;

/** @typedef {{progress(id: string, share: number): void, taken(id: string): void, failed(id: string, why: string | null, retry: boolean): void}} Listener */

export class Uploads {
  /** @type {Map<string, File>} */
  #files = new Map();
  /** @type {string[]} */
  #queue = [];
  #busy = false;

  /** @param {string} address @param {() => string | null} ticket @param {Listener} listener */
  constructor(address, ticket, listener) {
    this.address = address;
    this.ticket = ticket;
    this.listener = listener;
  }

  /** @param {File} file @returns {string} the message's client id */
  add(file) {
    const id = newId();
    const why = file.size > MOST_BYTES ? TEXTS.file_too_large : file.size === 0 ? TEXTS.file_empty : null;
    if (why) queueMicrotask(() => this.listener.failed(id, why, false));
    else { this.#files.set(id, file); this.again(id); }
    return id;
  }

  /** @param {string} id */
  again(id) {
    if (!this.#files.has(id)) return;
    this.#queue.push(id);
    if (!this.#busy) this.#next();
  }

  #next() {
    const id = this.#queue.shift();
    const file = id && this.#files.get(id);
    this.#busy = Boolean(file);
    if (id && file) this.#send(id, file);
  }

  /** @param {string} id @param {File} file */
  #send(id, file) {
    const form = new FormData();
    form.set("ticket", this.ticket() ?? "");
    form.set("client_id", id);
    form.set("file", file, "file"); // its name stays here
    const request = new XMLHttpRequest();
    request.open("POST", this.address);
    request.responseType = "json";
    request.upload.onprogress = (event) => { if (event.lengthComputable) this.listener.progress(id, event.loaded / event.total); };
    request.onloadend = () => {
      const { status, response } = request;
      if (status === 200) { this.#files.delete(id); this.listener.taken(id); }
      else this.listener.failed(id, response?.text ?? null, status !== 413);
      this.#next();
    };
    request.send(form);
  }
}
