/* Brings in what draws the charts, once the page itself stands there and can be read and used.

   Dash's own script tags stand in a template, which a browser leaves alone until here. They run in
   their order, each as a piece of work of its own; what begins Dash comes when the last has run. */
(function () {
  const scripts = document.getElementById("dash");
  if (!scripts) return;
  const copy = (script) => {
    const made = document.createElement("script");
    if (script.id) made.id = script.id;
    if (script.hasAttribute("src")) {
      made.async = false;
      made.src = script.getAttribute("src");
    } else {
      made.textContent = script.textContent;
    }
    return made;
  };
  const bringIn = () => {
    const files = [...scripts.content.querySelectorAll("script[src]")].map(copy);
    files.at(-1).addEventListener("load", () => {
      document.body.append(...[...scripts.content.querySelectorAll("script:not([src])")].map(copy));
    });
    document.body.append(...files);
  };
  requestAnimationFrame(() => window.setTimeout(bringIn));
})();
