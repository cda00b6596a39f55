// Tells the pointer what it is over, and hands tables out as CSV. The page is
// complete without it.
"use strict";

const tip = document.createElement("div");
tip.className = "tip";
tip.hidden = true;
document.body.append(tip);

// The stop nearest to x and y, parts of the frame; null coordinates do not count.
function nearest(stops, x, y) {
  let best = null, least = Infinity;
  for (const [atX, atY, lines] of stops) {
    const distance = Math.hypot(atX === null ? 0 : atX - x,
                                atY === null ? 0 : atY - y);
    if (distance < least) [least, best] = [distance, lines];
  }
  return best;
}

function tell(event) {
  const drawing = event.currentTarget;
  const [left, top, width, height] = JSON.parse(drawing.dataset.box);
  const drawn = drawing.querySelector("svg").getBoundingClientRect();
  const x = ((event.clientX - drawn.left) / drawn.width - left) / width;
  const y = ((event.clientY - drawn.top) / drawn.height - top) / height;
  const lines = x < -0.02 || x > 1.02 || y < -0.02 || y > 1.02
    ? null : nearest(JSON.parse(drawing.parentElement.dataset.stops), x, y);
  tip.hidden = lines === null;
  if (lines === null) return;
  tip.replaceChildren(...lines.map((line) =>
    Object.assign(document.createElement("div"), {textContent: line})));
  const {width: wide, height: high} = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(4, Math.min(event.clientX + 14,
                                           innerWidth - wide - 4))}px`;
  tip.style.top = `${Math.max(4, Math.min(event.clientY + 14,
                                          innerHeight - high - 4))}px`;
}

for (const drawing of document.querySelectorAll("[data-box]")) {
  drawing.addEventListener("pointermove", tell);
  drawing.addEventListener("pointerleave", () => { tip.hidden = true; });
}

// A cell as CSV: what the mart holds where the page shows it otherwise.
function field(cell) {
  const text = cell.dataset.value ?? cell.textContent.trim();
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csv(table, credits) {
  const rows = [...table.rows].map((row) => [...row.cells].map(field).join(","));
  return [...credits.map((line) => `# ${line}`), ...rows].join("\r\n") + "\r\n";
}

for (const button of document.querySelectorAll("button[data-csv]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const table = document.querySelector(`#${button.dataset.csv} table`);
    const credits = [...document.querySelectorAll("#credits li")].map(
      (line) => line.textContent.trim().replace(/\s+/g, " "));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(
      new Blob([csv(table, credits)], {type: "text/csv"}));
    link.download = `${button.dataset.csv}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });
}

document.documentElement.dataset.drawn = "yes";
