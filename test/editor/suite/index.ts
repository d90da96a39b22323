import { runTests } from "./runner";
import "./start";

/** What both @vscode/test-electron and the code-server harness call. */
export async function run(): Promise<void> {
  await runTests();
}
