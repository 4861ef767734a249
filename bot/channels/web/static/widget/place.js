// «Where I am»: a button, one plain question, and only then the browser's own. Sent once, kept nowhere here.

import { TEXTS } from "./texts.js";
import { el } from "./view.js";

const PATIENCE = { timeout: 15_000, maximumAge: 60_000, enableHighAccuracy: true };

/**
 * The button for the composer and the question above it. Hidden where the browser cannot tell (no HTTPS, a page that forbids it).
 * @param {{found(lat: number, lon: number): void, failed(text: string): void, done(): void}} listener
 */
export function place(listener) {
  const button = el("button", {
    class: "place", type: "button", "aria-label": TEXTS.place, title: TEXTS.place, "aria-expanded": "false",
  });
  const yes = el("button", { class: "choice", type: "button" }, [TEXTS.place_yes]);
  const no = el("button", { class: "choice", type: "button" }, [TEXTS.place_no]);
  const asking = el("div", { class: "consent", role: "group", "aria-label": TEXTS.place, hidden: "" }, [
    el("p", { role: "status" }, [TEXTS.place_ask]), el("div", { class: "choices" }, [yes, no]),
  ]);
  button.hidden = !("geolocation" in navigator) || !isSecureContext;

  /** @param {boolean} open */
  const show = (open) => {
    asking.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) yes.focus();
    else listener.done();
  };
  button.addEventListener("click", () => show(asking.hidden));
  no.addEventListener("click", () => show(false));
  asking.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.stopPropagation(); show(false); }
  });
  yes.addEventListener("click", () => {
    show(false);
    navigator.geolocation.getCurrentPosition(
      // Five decimals are a metre: nobody needs more.
      ({ coords }) => listener.found(rounded(coords.latitude), rounded(coords.longitude)),
      (fault) => listener.failed(fault.code === fault.PERMISSION_DENIED ? TEXTS.place_denied : TEXTS.place_unknown),
      PATIENCE,
    );
  });
  return { button, asking };
}

/** @param {number} degrees */
function rounded(degrees) {
  return Math.round(degrees * 1e5) / 1e5;
}
