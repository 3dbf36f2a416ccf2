// Ratios and their spread, and the table that shows them.

/** The median of the ratios, and between which two the middle half of them lies. */
export function ratioOf(ratios) {
  const sorted = ratios.toSorted((a, b) => a - b);
  const at = (part) => sorted[Math.round((sorted.length - 1) * part)];
  return { ratio: at(0.5), low: at(0.25), high: at(0.75) };
}

export function median(values) {
  return ratioOf(values).ratio;
}

export function milliseconds(values) {
  return `${Number(median(values).toPrecision(3))} ms`;
}

const COLUMNS = ["what", "ratio", "spread", "by CPU", "goal", "aim", ""];

/** Rows are `{ what, ratios, cpuRatios?, goal?, aim?, context? }`. */
export function printTable(rows) {
  const lines = [COLUMNS, ...rows.map(cellsOf)];
  const widths = COLUMNS.map((_, at) => Math.max(...lines.map((cells) => cells[at].length)));
  for (const cells of lines) {
    console.log(
      cells
        .map((cell, at) => cell.padEnd(widths[at]))
        .join("  ")
        .trimEnd(),
    );
  }
}

function cellsOf({ what, ratios, cpuRatios, goal = "", aim = "", context = "" }) {
  const { ratio, low, high } = ratioOf(ratios);
  return [
    what,
    ratio.toFixed(2),
    ratios.length > 1 ? `${low.toFixed(2)}-${high.toFixed(2)}` : "",
    cpuRatios ? median(cpuRatios).toFixed(2) : "",
    goal,
    aim,
    context && `(${context})`,
  ];
}
