import { readFile } from "node:fs/promises";
import { join, sep } from "node:path";

const folder = join("node_modules", "node-llama-cpp");
const itsCode = /[\\/]node-llama-cpp[\\/]dist[\\/].*\.js$/;

/** What it downloads, clones and compiles with: Penprint asks for none of it (`build: "never"`, `skipDownload`). */
const neverUsed = /^(?:ipull|simple-git)$/;

/** The name by which node-llama-cpp knows the file that tries a binary in a process of its own. */
export const binaryTest = "testBindingBinary";

/**
 * Puts node-llama-cpp into a bundle: what it reads from its own folder at run time is written in. Its binaries stay
 * packages of their own, and are found beside the bundle.
 */
export const insideLlama = {
  name: "inside-llama",
  async setup(build) {
    const { version } = await readJson("package.json");
    const { release } = await readJson(join("llama", "binariesGithubRelease.json"));
    const written = {
      "binariesGithubRelease.js": ["await getBinariesGithubRelease()", JSON.stringify(release)],
      "getModuleVersion.js": ["let moduleVersion = null", `let moduleVersion = "${version}"`],
      [`${binaryTest}.js`]: [
        "fileURLToPath(import.meta.url)",
        `path.join(__dirname, "${binaryTest}.js")`,
      ],
    };
    build.onLoad({ filter: itsCode }, async ({ path }) => {
      const contents = await readFile(path, "utf8");
      const change = written[path.split(sep).at(-1)];
      if (change === undefined) return { contents };
      if (!contents.includes(change[0])) throw new Error(`${path} has no ${change[0]} any more.`);
      return { contents: contents.replace(...change) };
    });
    build.onResolve({ filter: neverUsed }, ({ path }) => ({ path, namespace: "never-used" }));
    build.onLoad({ filter: /.*/, namespace: "never-used" }, () => ({
      contents: "module.exports = {};",
    }));
  },
};

const readJson = async (file) => JSON.parse(await readFile(join(folder, file), "utf8"));
