import { homedir } from "node:os";
import { join } from "node:path";
import { Uri } from "vscode";

/** Where a save dialog begins: in the home folder, not among the notes. */
export const inHome = (name: string): Uri => Uri.file(join(homedir(), name));
