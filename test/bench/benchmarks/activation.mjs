// In a process of its own: milliseconds of processor time that reading and activating the extension take, and what
// it reads when it is active.
import Module, { createRequire } from "node:module";
import { resolve } from "node:path";

/** Stands for all of VS Code: can be called, made, read and changed, and answers itself. */
const editor = new Proxy(function editor() {}, {
  get: (target, key) =>
    key === "prototype" ? target.prototype : key === Symbol.toPrimitive ? () => "" : editor,
  apply: () => editor,
  construct: () => editor,
  set: () => true,
});
const load = Module._load;
Module._load = (name, ...rest) => (name === "vscode" ? editor : load(name, ...rest));

const require = createRequire(import.meta.url);
function cost(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
const activation = cost(() => require(resolve("dist/extension.js")).activate(editor));
const after = cost(() => require(resolve("dist/connection.js")));
console.log(JSON.stringify({ activation, after }));
process.exit();
