// Which message number of each held case was on screen last: numbers only, for this browser tab's session.
// @ts-check

/** @param {string} caseNo @param {number} seq */
export function markSeen(caseNo, seq) {
  sessionStorage.setItem(`seen:${caseNo}`, String(seq));
}

/** Dot the held cases with something new. @param {HTMLElement} board @param {string} current */
export function markUnseen(board, current) {
  let unseen = 0;
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (board.querySelectorAll('[data-kind="held"]'))) {
    const seen = Number(sessionStorage.getItem(`seen:${item.dataset.case}`) ?? 0);
    const fresh = item.dataset.case !== current && Number(item.dataset.seq) > seen;
    item.classList.toggle("unseen", fresh);
    if (fresh) unseen += 1;
  }
  document.title = document.title.replace(/^\(.*?\) /u, "");
  if (unseen) document.title = `(${unseen.toLocaleString("fa")}) ${document.title}`;
}
