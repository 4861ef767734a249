// The desk in a browser: keeps the lists and the transcript fresh and sends without a reload. Everything here is
// an improvement of pages that also work without it; who may see what is decided on the server alone.
// @ts-check
import { bindComposer, settle } from "./composer.js";
import { bindKeys } from "./keys.js";
import { openLine } from "./line.js";
import { markSeen, markUnseen } from "./seen.js";

const desk = /** @type {HTMLElement} */ (document.getElementById("desk"));
const board = /** @type {HTMLElement} */ (document.getElementById("board"));
const log = document.getElementById("log");
const caseNo = desk.dataset.case ?? "";
const reach = desk.dataset.reach ?? "";
const PART = { "X-Console-Part": "1" };

let leaving = false;
addEventListener("beforeunload", () => (leaving = true));

/** Lead elsewhere, unless the person is on their way already. @param {string} address @returns {never} */
function go(address) {
  if (!leaving) location.assign(address);
  throw new Error("leaving");
}

/** @param {string} path @param {string} [whenGone] where to go when it is not ours to see (any more) */
async function part(path, whenGone = "/console") {
  const answer = await fetch(path, { headers: PART, cache: "no-store" });
  if (answer.status === 401) go("/console/sign-in?note=signed_out");
  if (answer.status === 404) go(whenGone);
  if (answer.status === 409) go(`/console/cases/${caseNo}`);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
}

async function refreshBoard() {
  const html = await part(`/console/parts/board?case=${caseNo}`);
  if (html === board.dataset.shown) return;
  const open = board.querySelector("details")?.open ?? false;
  const focused = board.contains(document.activeElement) ? document.activeElement?.getAttribute("href") : null;
  board.innerHTML = html;
  board.dataset.shown = html;
  const closed = board.querySelector("details");
  if (closed) closed.open = open;
  if (focused) /** @type {HTMLElement | null} */ (board.querySelector(`a[href="${focused}"]`))?.focus();
  const idle = document.querySelector("#pane > .empty");
  const now = /** @type {HTMLTemplateElement | null} */ (document.getElementById("empty-now"));
  if (idle && now) idle.replaceWith(now.content.cloneNode(true));
  markUnseen(board, caseNo);
}

function lastSeq() {
  const shown = log?.querySelectorAll("[data-seq]");
  return shown?.length ? Number(/** @type {HTMLElement} */ (shown[shown.length - 1]).dataset.seq) : 0;
}

async function refreshLog() {
  if (!log || reach === "history") return;
  const lost = `/console?note=${reach === "held" ? "not_yours" : "taken"}`;
  const html = await part(`/console/parts/cases/${caseNo}?after=${lastSeq()}&reach=${reach}`, lost);
  if (!html.trim()) return;
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  settle(log, fresh.content.querySelectorAll(".msg.staff").length);
  const pending = log.querySelector(".pending");
  if (pending) pending.before(fresh.content);
  else log.append(fresh.content);
  if (atEnd) log.scrollTop = log.scrollHeight;
  if (reach === "held") markSeen(caseNo, lastSeq());
}

let busy = false;
let again = false;
/** One refresh at a time; a hint that comes meanwhile asks for one more. @returns {Promise<boolean>} */
async function refresh() {
  if (busy) {
    again = true;
    return true;
  }
  busy = true;
  try {
    do {
      again = false;
      await refreshLog();
      await refreshBoard();
    } while (again);
    return true;
  } catch {
    return false;
  } finally {
    busy = false;
  }
}

if (log) log.scrollTop = log.scrollHeight;
if (reach === "held") markSeen(caseNo, lastSeq());
markUnseen(board, caseNo);
bindComposer(log, refresh);
bindKeys(board);
openLine(desk.dataset.csrf ?? "", refresh);
setInterval(refreshBoard, 30_000); // waiting times grow by themselves
