const mebibyte = 1024 * 1024;

/** Bytes that a packed extension may have, without the embedded model and with it. */
export const limits = { online: 20 * mebibyte, offline: 130 * mebibyte };

/** VS Code's names of platforms, and the package with the binaries that run there: processor only, Metal on Apple's. */
const binaries = {
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-arm64",
  "darwin-arm64": "mac-arm64-metal",
  "darwin-x64": "mac-x64",
  "win32-x64": "win-x64",
};

/** Every platform that Penprint is packed for. */
export const targets = Object.keys(binaries);

/** The npm package with the binaries for `target`. */
export function binaryPackage(target) {
  return `@node-llama-cpp/${binaries[target]}`;
}
