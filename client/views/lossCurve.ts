import type { TrainingStep } from "../../server/protocol/training";

const WIDTH = 640;
const HEIGHT = 240;
const MARGIN = 40;

/** One line a stage: loss against steps, in the theme's colours. `label` is for screen readers. */
export function lossCurve(steps: readonly TrainingStep[], label: string): string {
  const most = Math.max(...steps.map(({ loss }) => loss), 0.1);
  const stages = [...new Set(steps.map(({ stage }) => stage))];
  const lines = stages.map((stage, i) => {
    const own = steps.filter((step) => step.stage === stage);
    const points = own.map(({ step, steps: of, loss }) => {
      const x = MARGIN + (step / Math.max(of, 1)) * (WIDTH - 2 * MARGIN);
      const y = HEIGHT - MARGIN - (loss / most) * (HEIGHT - 2 * MARGIN);
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    });
    const colour = `var(--vscode-charts-${colours[i % colours.length]!})`;
    return (
      `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${points.join(" ")}"/>` +
      `<text x="${WIDTH - MARGIN + 4}" y="${MARGIN + 16 * i}" fill="${colour}">${escapeHtml(stage)}</text>`
    );
  });
  const axis = `M${MARGIN} ${MARGIN}V${HEIGHT - MARGIN}H${WIDTH - MARGIN}`;
  return [
    `<svg viewBox="0 0 ${WIDTH + 40} ${HEIGHT}" role="img" aria-label="${escapeHtml(label)}">`,
    `<path d="${axis}" fill="none" stroke="var(--vscode-foreground)"/>`,
    `<text x="4" y="${MARGIN + 4}" fill="var(--vscode-foreground)">${most.toFixed(1)}</text>`,
    `<text x="${MARGIN - 14}" y="${HEIGHT - MARGIN + 4}" fill="var(--vscode-foreground)">0</text>`,
    ...lines,
    "</svg>",
  ].join("\n");
}

const colours = ["blue", "orange", "green"] as const;

export const escapeHtml = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
