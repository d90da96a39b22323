import * as Plot from "@observablehq/plot";
import { drawn } from "../../../server/pages/plots";
import type { Plot as Drawn } from "./results";

const colours = ["#3b82c4", "#d08a1d", "#7d8590", "#2da160", "#b5537c", "#8064c8"];
/** The drawing stands in a page that may be light or dark, and knows nothing of the page. */
const ground =
  "<style>svg{color:#24292f;font-family:system-ui,sans-serif}@media(prefers-color-scheme:dark){svg{color:#e6edf3}}</style>";

/** Both axes logarithmic: a cost that grows as its input does is a line with the slope of the diagonal. */
export function growthPlot({ title, x, y, lines }: Drawn): string {
  const points = lines.flatMap(({ name, points: own }) => own.map((point) => ({ ...point, name })));
  const ends = lines.flatMap(({ name, points: own }) => own.slice(-1).map((p) => ({ ...p, name })));
  const names = lines.map(({ name }) => name);
  const inputs = [...new Set(points.map((point) => point.x))].sort((a, b) => a - b);
  const { svg } = drawn({
    ...{
      width: 720,
      height: 340,
      marginLeft: 70,
      marginRight: 150,
      marginBottom: 44,
      marginTop: 30,
    },
    x: {
      ...{ type: "log", label: x, labelArrow: "none", labelAnchor: "center" },
      ...{ ticks: inputs, tickFormat: (value: number) => value.toLocaleString("en") },
    },
    y: {
      ...{ type: "log", label: y, labelArrow: "none", grid: true, nice: true, ticks: 5 },
      tickFormat: (value: number) => value.toLocaleString("en"),
    },
    color: { domain: names, range: colours },
    marks: [
      Plot.line(points, { x: "x", y: "y", stroke: "name", strokeWidth: 2 }),
      Plot.dot(points, { x: "x", y: "y", fill: "name", r: 3.5 }),
      Plot.text(ends, {
        ...{
          x: "x",
          y: "y",
          text: "name",
          fill: "name",
          textAnchor: "start",
          dx: 10,
          fontSize: 12,
        },
      }),
    ],
  });
  const named = `role="img" aria-label="${title.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`;
  return `${svg.replace(/^<svg([^>]*)>/, (_, attributes: string) => `<svg ${named}${withName(attributes)}>${ground}`)}\n`;
}

const withName = (attributes: string): string =>
  attributes.includes("xmlns=") ? attributes : ` xmlns="http://www.w3.org/2000/svg"${attributes}`;
