import { runTests } from "./runner";
import "./start";
import "./samples";
import "./learning";
import "./findings";
import "./findingsView";
import "./rewriting";
import "./articles";
import "./robustness";
import "./stylistServer";
import "./decisions";
import "./training";
import "./choosing";
import "./editorModel";
import "./profiles";

/** What both @vscode/test-electron and the code-server harness call. */
export async function run(): Promise<void> {
  await runTests();
}
