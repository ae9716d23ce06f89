/* Changes the figures in place when a filter changes; without script the button sends the form. */
(function () {
  const form = document.querySelector("[data-filters]");
  if (!form) return;
  form.classList.add("ml-filters--live");
  let waiting = 0;
  const show = () => {
    const chosen = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) chosen.append(name, value);
    const address = `${window.location.pathname}?${chosen}`;
    if (address === window.location.pathname + window.location.search) return;
    window.history.pushState({}, "", address);
    for (const link of document.querySelectorAll("[data-follows]")) link.search = `?${chosen}`;
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
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
  window.addEventListener("popstate", () => {
    const chosen = new URLSearchParams(window.location.search);
    for (const field of form.elements) {
      if (field.name) field.value = chosen.get(field.name) || field.dataset.own || "";
    }
  });
})();
