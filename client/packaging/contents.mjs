import { glob } from "tinyglobby";

/** What of the repository a packed extension holds: nothing that a writer's editor does not open or run. */
const shipped = [
  "package.nls*.json",
  ...["CHANGELOG.md", "LICENSE", "THIRD_PARTY_NOTICES.md"],
  "dist/*.{js,txt}",
  "!dist/{penprint,check-thread}.js",
  "media/**",
  "!media/gallery.md",
  "syntaxes/*.json",
  "docs/rules/**/*.md",
  "samples/{README,{notes,sources,drafts}/*}.md",
  "server/assets/**/*.{bin,gguf,json,md}",
  "!server/assets/README.md",
  "server/trainer/requirements.txt",
  "server/trainer/penprint_trainer/*.py",
];

/** Files without which the extension does not do what it says. */
export const needed = [
  ...["package.json", "package.nls.json", "readme.md", "changelog.md", "LICENSE.txt"],
  ...["THIRD_PARTY_NOTICES.md", "media/icon.png"],
  ...["extension", "connection", "penprint-server", "model-child", "testBindingBinary"].map(
    (name) => `dist/${name}.js`,
  ),
  ...["openai", "undici", "source-text", "style-page"].map((name) => `dist/${name}.js`),
  "dist/licences.txt",
  ...["background.bin", "adapter.gguf", "faithfulness/lexicon.json", "prompts/restyle.md"].map(
    (name) => `server/assets/${name}`,
  ),
  "server/trainer/requirements.txt",
  "docs/rules/style/passage.md",
  ...["samples/README.md", "samples/drafts/the-tap-in-winter.md"],
];

/** Names that must never be in a package, wherever they stand. */
const foreign = [
  /(^|\/)\./,
  /(^|\/)(tests?|cases|bench|coverage|\.cache)\//,
  /\.(map|ts|mts|tsx|vsix|tgz|pem|key|log|pyc|lib|exp|pdb)$/,
  /(^|\/)(npmrc|tsconfig|esbuild|eslint|vitest|knip)[^/]*$/,
];

/** The files of the repository that go into the extension, `/` between folders. */
export async function shippedFiles(root) {
  const files = await glob(shipped, { cwd: root, dot: false, expandDirectories: false });
  return files.sort();
}

/**
 * What is wrong with a package for `binaries` (the npm package that carries its native part) that holds `files`: one
 * line each. `model` is the file name of the embedded model where it has to be inside.
 */
export function faultsOf(files, { binaries, model }) {
  const own = `node_modules/${binaries}/`;
  const wanted = [...needed, ...(model === undefined ? [] : [`server/assets/${model}`])];
  const models = files.filter((file) => /\.gguf$/.test(file) && !file.endsWith("/adapter.gguf"));
  return [
    ...wanted.filter((file) => !files.includes(file)).map((file) => `${file} is missing`),
    ...(files.some((file) => file.startsWith(own) && file.endsWith("/llama-addon.node"))
      ? []
      : [`${own} holds no llama-addon.node`]),
    ...files
      .filter((file) => file.startsWith("node_modules/") && !file.startsWith(own))
      .map((file) => `${file} is of another package`),
    ...files
      .filter((file) => /\.(node|so|dylib|dll)$/.test(file) && !file.startsWith(own))
      .map((file) => `${file} is a binary outside ${own}`),
    ...files
      .filter((file) => foreign.some((pattern) => pattern.test(file)))
      .map((file) => `${file} does not belong in a package`),
    ...models
      .filter((file) => file !== `server/assets/${model}`)
      .map((file) => `${file} is a model that nobody asked for`),
  ];
}
