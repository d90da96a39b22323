import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A program that is called as Python is, and does what the script (Node) says; `args` is what it was called with. */
export function pretendPython(folder: string, name: string, script: string): string {
  const file = join(folder, name);
  writeFileSync(
    file,
    [
      `#!${process.execPath}`,
      `const args = process.argv.slice(2);`,
      `const say = (event) => process.stdout.write(JSON.stringify(event) + "\\n");`,
      script,
      "",
    ].join("\n"),
  );
  chmodSync(file, 0o755);
  return file;
}
