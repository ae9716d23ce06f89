/* Changes the cards in place when a filter changes; without script the button sends the form. */
(function () {
  const form = document.querySelector("[data-filters]");
  if (!form) return;
  form.classList.add("ml-filters--live");
  const told = document.querySelector("[data-told]");
  let waiting = 0;
  let asked = new AbortController();
  let shown = window.location.search;
  // The page is made by the server: of the same page under another choice the cards are taken.
  const fetched = async (signal) => {
    const answer = await fetch(window.location.href, { signal });
    return answer.ok ? answer.text() : "";
  };
  // What a list offers can hang on another choice: groups are of the same size as whom one chose.
  const offered = (list) => list.innerHTML.replaceAll(' selected=""', "");
  const offerAnew = (page) => {
    const then = page.querySelector("[data-filters]");
    for (const field of form.querySelectorAll("select")) {
      const same = then && then.elements.namedItem(field.name);
      if (!same || offered(same) === offered(field)) continue;
      const chosen = field.value;
      field.replaceChildren(...same.cloneNode(true).children);
      field.value = chosen;
    }
  };
  const bringCards = async () => {
    shown = window.location.search;
    asked.abort();
    asked = new AbortController();
    const text = await fetched(asked.signal).catch(() => null); // another choice came in between
    if (text === null) return null;
    const page = new DOMParser().parseFromString(text, "text/html");
    const cards = page.getElementById("kaarten");
    if (!cards) {
      window.location.reload();
      return null;
    }
    document.getElementById("kaarten").replaceWith(cards);
    offerAnew(page);
    document.dispatchEvent(new Event("ml-cards"));
    if (told) told.textContent = `${told.dataset.told} ${cards.dataset.choice}`;
    return page;
  };
  const show = async () => {
    const chosen = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) chosen.append(name, value);
    const address = `${window.location.pathname}?${chosen}`;
    if (address === window.location.pathname + window.location.search) return;
    window.history.pushState({}, "", address);
    for (const link of document.querySelectorAll("[data-follows]")) link.search = `?${chosen}`;
    if (await bringCards()) window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  };
  form.addEventListener("change", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(show, 150);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  // New figures come as new elements: what the reader had unfolded stays unfolded.
  const unfolded = new Set();
  document.addEventListener(
    "toggle",
    ({ target }) => {
      if (!target.id || !target.isConnected) return;
      if (target.open) unfolded.add(target.id);
      else unfolded.delete(target.id);
    },
    true,
  );
  new MutationObserver(() => {
    for (const id of unfolded) {
      const folded = document.getElementById(id);
      if (folded && !folded.open) folded.open = true;
    }
  }).observe(document.getElementById("inhoud"), { childList: true, subtree: true });
  window.addEventListener("popstate", async () => {
    // Going to a place on the page is no other choice.
    const page = window.location.search === shown ? null : await bringCards();
    if (!page) return;
    const then = page.querySelector("[data-filters]");
    for (const field of form.elements) {
      const same = field.name && then.elements.namedItem(field.name);
      if (same) field.value = same.value;
    }
  });
})();
