// The live line: a socket that says "something changed", and asking every few seconds while there is none.
// @ts-check

const POLL = 3_000;
const HERE = 60_000;
const SIGNED_OUT = 4401;

/** @param {string} csrf @param {() => Promise<boolean>} refresh */
export function openLine(csrf, refresh) {
  const sign = /** @type {HTMLElement} */ (document.getElementById("line"));
  const words = /** @type {HTMLElement} */ (document.getElementById("line-text"));
  /** @type {WebSocket | null} */
  let socket = null;
  let live = false;
  let tries = 0;
  let active = false;

  /** @param {"live" | "slow" | "lost"} name */
  const show = (name) => {
    if (sign.classList.contains(name)) return;
    sign.classList.remove("live", "slow", "lost");
    sign.classList.add(name);
    words.textContent = sign.dataset[name] ?? "";
  };

  const connect = () => {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const line = new WebSocket(`${scheme}//${location.host}/console/ws`);
    socket = line;
    line.addEventListener("open", () => line.send(JSON.stringify({ hello: csrf })));
    line.addEventListener("message", (event) => {
      if (JSON.parse(event.data).ready) {
        live = true;
        tries = 0;
        show("live");
      }
      void refresh(); // on "ready" too: catch up with what happened while the line was down
    });
    line.addEventListener("close", (event) => {
      live = false;
      if (event.code === SIGNED_OUT) {
        location.assign("/console/sign-in?note=signed_out");
        return;
      }
      tries += 1;
      const wait = Math.min(30_000, 500 * 2 ** tries) * (0.75 + Math.random() / 2); // not all desks at once
      setTimeout(connect, wait);
    });
  };

  setInterval(async () => {
    if (!live) show((await refresh()) ? "slow" : "lost");
  }, POLL);
  for (const kind of ["keydown", "pointerdown", "pointermove"]) {
    document.addEventListener(kind, () => (active = true), { passive: true });
  }
  setInterval(() => {
    if (active && live) socket?.send(JSON.stringify({ here: true }));
    active = false;
  }, HERE);
  connect();
}
