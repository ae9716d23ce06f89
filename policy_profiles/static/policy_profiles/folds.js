/* Opens what is folded where an address points into it, and all of it on paper.

   Browsers of today do the first themselves; older ones, and a place in the line that one folds,
   need this. Without script everything can still be opened, by hand or by "Open alle onderwerpen". */
(function () {
  const reveal = () => {
    const place = window.location.hash && document.getElementById(window.location.hash.slice(1));
    if (!place) return;
    for (let at = place.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
    place.scrollIntoView();
  };
  window.addEventListener("hashchange", reveal);
  reveal();
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll(".pp-fold > details:not([open])")];
    for (const each of folded) each.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const each of folded) each.open = false;
  });
})();
