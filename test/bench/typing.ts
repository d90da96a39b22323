import type { DocumentDiagnosticReport } from "vscode-languageserver-protocol/node";
import type { LspClient } from "../support/lspClient";

/** Milliseconds of a frame at 60 a second: what a typed character may take. */
export const FRAME = 16;
const warmUp = 30;
/** Every tenth edit plants this or takes it out again; the invented writer always contracts. */
const planted = "It is not the case that we do not know. ";

/**
 * Milliseconds from each typed character to the complete findings of that version. Throws where a planted mistake is not
 * found at once, or still found when it is gone.
 */
export async function typedTimes(
  client: LspClient,
  uri: string,
  keystrokes: number,
): Promise<readonly number[]> {
  const text = client.textOf(uri);
  let shown = full(await client.pull(uri));
  const home = text.indexOf(". ", text.length >> 1) + 2;
  let at = home;
  let isPlanted = false;
  const times: number[] = [];
  for (let i = 1; i <= warmUp + keystrokes; i++) {
    const started = performance.now();
    if (i % 10 === 0) {
      if (isPlanted) await client.edit(uri, home, home + planted.length, "");
      else await client.edit(uri, home, home, planted);
      at += isPlanted ? -planted.length : planted.length;
      isPlanted = !isPlanted;
    } else {
      await client.edit(uri, at, at, "x");
      at++;
    }
    const report = await client.pull(uri, shown.id);
    if (i > warmUp) times.push(performance.now() - started);
    if (report.kind === "full") shown = full(report);
    const line = client.document(uri).positionAt(home);
    const found = shown.items.some(
      ({ range, code }) =>
        code === "style/contractions" &&
        range.start.line === line.line &&
        range.start.character >= line.character &&
        range.start.character < line.character + planted.length,
    );
    if (found !== isPlanted) {
      throw new Error(`Edit ${i}: the planted text is ${isPlanted ? "not found" : "still found"}.`);
    }
  }
  return times;
}

export function full(report: DocumentDiagnosticReport) {
  if (report.kind !== "full" || report.resultId === undefined) throw new Error("No full report.");
  return { id: report.resultId, items: report.items };
}
