/* Says what is being done while a form is on its way: the words stand on its button as `data-busy`. */
(function () {
  const waiting = new Map();
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || !button.dataset.busy) return;
    if (waiting.has(button)) {
      event.preventDefault(); // a second press would begin all over again
      return;
    }
    const status = document.createElement("p");
    status.className = "ml-busy";
    status.setAttribute("role", "status");
    (button.closest(".ml-actions") || button).after(status);
    waiting.set(button, { label: button.textContent, status });
    button.textContent = button.dataset.busy;
    button.setAttribute("aria-disabled", "true");
    // A region speaks only of what comes into it after it was there.
    window.setTimeout(() => {
      status.textContent = button.dataset.busyMore || button.dataset.busy;
    }, 100);
  });
  // The way back shows the page as it was left.
  window.addEventListener("pageshow", () => {
    for (const [button, { label, status }] of waiting) {
      button.textContent = label;
      button.removeAttribute("aria-disabled");
      status.remove();
    }
    waiting.clear();
  });
})();
