// Draws every figure in the colours of the current scheme, and again when the
// scheme changes.
"use strict";

const config = {displayModeBar: false, responsive: true};

// `value` with each var(--name) in its strings replaced by the colour that
// page.css gives that name now: Plotly itself reads no CSS.
function coloured(value, style) {
  if (typeof value === "string") {
    return value.replace(/var\((--[\w-]+)\)/g,
      (_, name) => style.getPropertyValue(name).trim());
  }
  if (Array.isArray(value)) return value.map((each) => coloured(each, style));
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(
      ([name, each]) => [name, coloured(each, style)]));
  }
  return value;
}

function draw(chart) {
  const style = getComputedStyle(document.documentElement);
  const text = document.getElementById(chart.dataset.figure).textContent;
  const {data, layout} = coloured(JSON.parse(text), style);
  return Plotly.react(chart, data, layout, config);
}

// Sets data-drawn on the document once all is drawn.
async function drawAll() {
  await Promise.all([...document.querySelectorAll(".chart")].map(draw));
  document.documentElement.dataset.drawn = "yes";
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
drawAll();
