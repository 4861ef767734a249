// Quick keys. All with Alt, by the key's place on the board, so they work in a Persian layout and never while typing.
// @ts-check

/** @param {HTMLElement} board @param {string} kinds a selector of items @param {number} step */
function neighbour(board, kinds, step) {
  const items = /** @type {HTMLAnchorElement[]} */ ([...board.querySelectorAll(kinds)]);
  if (!items.length) return null;
  const here = items.findIndex((item) => item.hasAttribute("aria-current"));
  return items[here < 0 ? (step > 0 ? 0 : items.length - 1) : (here + step + items.length) % items.length];
}

/** @param {HTMLElement} board */
export function bindKeys(board) {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("keys"));
  const button = /** @type {HTMLButtonElement} */ (document.getElementById("keys-button"));
  button.hidden = false;
  button.addEventListener("click", () => dialog.showModal());
  /** @type {Record<string, () => HTMLElement | null>} */
  const keys = {
    ArrowDown: () => neighbour(board, ".item:not(.past)", 1),
    ArrowUp: () => neighbour(board, ".item:not(.past)", -1),
    KeyU: () => board.querySelector(".item.unanswered:not([aria-current])"),
    KeyK: () => document.querySelector("#take button") ?? board.querySelector('[data-kind="waiting"]'),
  };
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !(event.code in keys)) return;
    event.preventDefault();
    keys[event.code]()?.click();
  });
}
