/* Keeps a chart as an image: PNG or SVG, with its finding, its choice and its source above it. */
(function () {
  const wrapped = (text, width) => {
    const lines = [""];
    for (const word of text.split(" ")) {
      const last = lines.length - 1;
      if ((lines[last] + word).length > width && lines[last]) lines.push(word);
      else lines[last] = lines[last] ? `${lines[last]} ${word}` : word;
    }
    return lines;
  };
  const safe = (text) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const image = (chart, graph) => {
    const [title, ...rest] = chart.dataset.heading.split("\n");
    const width = Math.max(graph.offsetWidth, 640);
    const room = Math.floor(width / 8.5);
    const lines = [
      ...wrapped(title, room).map((line) => `<b>${safe(line)}</b>`),
      ...rest.flatMap((part) => wrapped(part, room)).map(safe),
    ];
    const above = lines.length * 20 + 36;
    const layout = structuredClone(graph.layout);
    const margin = layout.margin || {};
    layout.autosize = false;
    layout.width = width;
    layout.height = graph.offsetHeight + above;
    layout.margin = { ...margin, t: (margin.t || 0) + above };
    layout.paper_bgcolor = getComputedStyle(document.documentElement).getPropertyValue("--ml-paper");
    // An image does not carry our letters: measured with those that it will be shown with.
    layout.font = { ...layout.font, family: "Arial, Helvetica, sans-serif" };
    layout.title = {
      text: lines.join("<br>"), x: 0, xref: "container", xanchor: "left", pad: { l: 8, t: 20 },
      y: 1, yref: "container", yanchor: "top", font: { size: 14 },
    };
    return { data: graph.data, layout };
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-image]");
    if (!button) return;
    const place = document.getElementById(button.dataset.of);
    const graph = place && place.querySelector(".js-plotly-plot");
    if (!graph || !window.Plotly) return;
    const figure = image(place.closest(".ml-chart"), graph);
    const kind = button.dataset.image;
    window.Plotly.downloadImage(figure, {
      format: kind,
      filename: `meetlat-${button.dataset.of}`,
      width: figure.layout.width,
      height: figure.layout.height,
      ...(kind === "png" ? { scale: 2 } : {}),
    });
  });
})();
