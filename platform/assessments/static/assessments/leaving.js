/* Sends what was typed last where somebody leaves a page by a link: keeping it would be cut short.
   A form names the address in `data-keep`. */
(function () {
  let typed = null;
  document.addEventListener("input", (event) => {
    typed = event.target.closest("form[data-keep]") || typed;
  });
  document.addEventListener("submit", () => {
    typed = null; // what is sent is saved by that
  });
  window.addEventListener("pagehide", () => {
    if (typed) navigator.sendBeacon(typed.dataset.keep, new FormData(typed));
    typed = null;
  });
})();
