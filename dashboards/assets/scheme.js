/* Tells Dash which colour scheme the reader uses, also when it changes while the page is open. */
(function () {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const name = () => (dark.matches ? "dark" : "light");
  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    meetlat: { scheme: name },
  });
  dark.addEventListener("change", () => window.dash_clientside.set_props("scheme", { data: name() }));
})();
