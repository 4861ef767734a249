// One conversation with the server over /ws/chat: hello, resume, say, acknowledge. Nothing is drawn here.
// A message stays in `#waiting` until the server has it for good, and is repeated with the same client id
// after every reconnection; the server takes each id once. Texts are kept in memory only.

import { TEXTS } from "./texts.js";

export const TICKET = "shahryar-ticket";
const ACK_WITHIN = 10_000;
const SILENCE = 60_000; // the server pings every 25 s: longer silence is a dead line
const MAX_FRAME = 16 * 1024; // bytes; sending more could cost the line, again at every repeat

/**
 * @typedef {{author: string, text: string, buttons: {title: string, payload: string}[], codes: string[],
 *   links?: {title: string, url: string}[], staff: string | null, at: string | null, seq: number, client_id?: string, wait?: boolean, file?: {name: string}}} Message
 * @typedef {{welcomed(last: number, seen: number): void, event(message: Message): void, acked(id: string): void, failed(id: string, why: string | null, retry: boolean): void,
 *   state(state: "online" | "offline"): void, cleared(): void, fault(text: string): void}} Listener
 */

export class Line {
  /** @type {Map<string, {frame: Record<string, unknown>, timer: number}>} */
  #waiting = new Map();
  /** Refused by the server; sent again only when the citizen asks. @type {Map<string, Record<string, unknown>>} */
  #refused = new Map();
  /** @type {WebSocket | null} */
  #socket = null;
  #welcomed = false;
  #stopped = false;
  #attempts = 0;
  #lastSeen = 0;
  #retryTimer = 0;
  #silenceTimer = 0;

  /** @param {string} address @param {Listener} listener */
  constructor(address, listener) {
    this.address = address;
    this.listener = listener;
  }

  start() {
    if (this.#stopped || this.#socket) return;
    clearTimeout(this.#retryTimer);
    const socket = new WebSocket(this.address);
    this.#socket = socket;
    socket.onopen = () => this.#hello();
    socket.onmessage = (event) => { if (socket === this.#socket) this.#read(event.data); };
    socket.onclose = () => { if (socket === this.#socket) this.#closed(); };
    this.#alive();
  }

  stop() {
    this.#stopped = true;
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#silenceTimer);
    for (const { timer } of this.#waiting.values()) clearTimeout(timer);
    this.#socket?.close();
    this.#socket = null;
  }

  /** The browser says the network is gone: do not wait for the line to find out. */
  drop() {
    const socket = this.#socket;
    if (socket) { this.#closed(); socket.close(); } else this.listener.state("offline");
  }

  /** The network is back: no reason to sit out the pause. */
  hurry() {
    this.#attempts = 0;
    this.start();
  }

  /** @param {string} text @returns {string} the message's client id */
  say(text) {
    return this.#queue({ type: "say", text });
  }

  /** @param {string} payload @returns {string} the message's client id */
  press(payload) {
    return this.#queue({ type: "press", payload });
  }

  /** @param {number} lat @param {number} lon @returns {string} the message's client id */
  locate(lat, lon) {
    return this.#queue({ type: "locate", lat, lon });
  }

  /** Try a message that was not sent once more. @param {string} id */
  again(id) {
    const frame = this.#refused.get(id) ?? this.#waiting.get(id)?.frame;
    if (!frame) return;
    this.#refused.delete(id);
    this.#hold(id, frame);
    if (this.#welcomed) this.#send(frame);
    else this.hurry();
  }

  /** @param {Record<string, unknown>} frame */
  #queue(frame) {
    const id = newId();
    const whole = { ...frame, client_id: id };
    if (new TextEncoder().encode(JSON.stringify(whole)).length > MAX_FRAME) {
      queueMicrotask(() => this.listener.failed(id, TEXTS.too_long, false));
      return id;
    }
    this.#hold(id, whole);
    if (this.#welcomed) this.#send(whole);
    return id;
  }

  /** @param {string} id @param {Record<string, unknown>} frame */
  #hold(id, frame) {
    clearTimeout(this.#waiting.get(id)?.timer);
    const timer = setTimeout(() => this.listener.failed(id, null, true), ACK_WITHIN);
    this.#waiting.set(id, { frame, timer });
  }

  /** @param {string} id */
  #done(id) {
    clearTimeout(this.#waiting.get(id)?.timer);
    this.#refused.delete(id);
    return this.#waiting.delete(id);
  }

  #hello() {
    this.#send({ type: "hello", ticket: localStorage.getItem(TICKET), last_seen: this.#lastSeen });
  }

  /** @param {string} data */
  #read(data) {
    this.#alive();
    const frame = JSON.parse(data);
    switch (frame.type) {
      case "welcome":
        localStorage.setItem(TICKET, frame.ticket);
        this.#welcomed = true;
        this.#attempts = 0;
        this.listener.state("online");
        this.listener.welcomed(frame.last_seen, this.#lastSeen);
        for (const [id, { frame: waiting }] of this.#waiting) { this.#hold(id, waiting); this.#send(waiting); }
        break;
      case "ack":
        if (this.#done(frame.client_id)) this.listener.acked(frame.client_id);
        break;
      case "event":
        if (frame.seq <= this.#lastSeen) break;
        this.#lastSeen = frame.seq;
        if (frame.client_id) this.#done(frame.client_id);
        this.listener.event(frame);
        break;
      case "reset":
        if (!frame.keep_ticket) localStorage.removeItem(TICKET);
        this.#lastSeen = 0;
        this.listener.cleared();
        this.#hello();
        break;
      case "error":
        this.#fault(frame);
        break;
      case "ping":
        this.#send({ type: "pong" });
    }
  }

  /** @param {{client_id?: string, code: string, text: string}} frame */
  #fault(frame) {
    const held = frame.client_id ? this.#waiting.get(frame.client_id) : undefined;
    if (!frame.client_id || !held) return this.listener.fault(frame.text);
    this.#done(frame.client_id);
    const retry = frame.code === "rate_limited"; // the others would be refused again
    if (retry) this.#refused.set(frame.client_id, held.frame);
    this.listener.failed(frame.client_id, frame.text, retry);
  }

  #closed() {
    this.#socket = null;
    this.#welcomed = false;
    clearTimeout(this.#silenceTimer);
    if (this.#stopped) return;
    this.listener.state("offline");
    // Doubling pauses with jitter: a restarted server is not met by everybody at once.
    const pause = Math.min(30_000, 500 * 2 ** this.#attempts++) * (0.5 + Math.random());
    this.#retryTimer = setTimeout(() => this.start(), pause);
  }

  #alive() {
    clearTimeout(this.#silenceTimer);
    this.#silenceTimer = setTimeout(() => this.drop(), SILENCE);
  }

  /** @param {Record<string, unknown>} frame */
  #send(frame) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }
}

/** `crypto.randomUUID` exists on secure origins only; offices may run on plain HTTP inside. */
export function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
