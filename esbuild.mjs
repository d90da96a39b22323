import { build, context } from "esbuild";
import { chmod, writeFile } from "node:fs/promises";
import { binaryTest, insideLlama } from "./client/packaging/insideLlama.mjs";
import { bundledPackages, licenceText } from "./client/packaging/licences.mjs";

/** zod words its errors in fifty languages; only English is asked for. */
const englishOnly = {
  name: "english-only",
  setup(build) {
    build.onResolve({ filter: /locales\/index\.js$/ }, ({ path, importer }) =>
      importer.includes("zod") ? { path, namespace: "english-only" } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: "english-only" }, () => ({ contents: "export {};" }));
  },
};

/** What talks to servers stands in files of its own: most commands never read them. */
const network = ["openai", "undici"];
const networkApart = {
  name: "network-apart",
  setup(build) {
    build.onResolve({ filter: /^(?:openai|undici)$/ }, ({ path, kind }) =>
      kind === "entry-point" ? undefined : { path: `./${path}.js`, external: true },
    );
  },
};

/** What draws the page about a style is a file of its own: only those who look at it read it. */
const pagesApart = {
  name: "pages-apart",
  setup(build) {
    build.onResolve({ filter: /\/pages\/stylePage$/ }, ({ kind }) =>
      kind === "dynamic-import" ? { path: "./style-page.js", external: true } : undefined,
    );
  },
};

/** What the extension imports when activation is over stands in a file of its own. */
const laterApart = {
  name: "later-apart",
  setup(build) {
    build.onResolve({ filter: /^\.\// }, ({ path, kind }) =>
      kind === "dynamic-import" ? { path: `${path}.js`, external: true } : undefined,
    );
  },
};

const shared = {
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  minify: !process.argv.includes("--watch"),
  keepNames: true,
  // Licences stand together in dist/licences.txt.
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
  outdir: "dist",
  plugins: [englishOnly],
  // Packages written as ES modules ask where they are; in CommonJS the file's own name tells.
  define: { "import.meta.url": "moduleAddress" },
  banner: { js: 'const moduleAddress = require("node:url").pathToFileURL(__filename).href;' },
};

/** Everything but the native binaries of node-llama-cpp stands in these files: nothing else has to be installed. */
const bundles = [
  {
    ...shared,
    entryPoints: { extension: "client/extension.ts", connection: "client/connection.ts" },
    external: ["vscode"],
    keepNames: false,
    plugins: [englishOnly, laterApart],
    // VS Code serves its own module to `require` alone.
    supported: { "dynamic-import": false },
  },
  {
    ...shared,
    entryPoints: {
      penprint: "server/cli/main.ts",
      "penprint-server": "server/main.ts",
    },
    plugins: [englishOnly, networkApart, pagesApart],
    banner: { js: `#!/usr/bin/env node\n${shared.banner.js}` },
  },
  { ...shared, entryPoints: network },
  { ...shared, entryPoints: { "style-page": "server/pages/stylePage.ts" }, keepNames: false },
  {
    ...shared,
    entryPoints: {
      "model-child": "server/models/embedded/child.ts",
      [binaryTest]: `node_modules/node-llama-cpp/dist/bindings/utils/${binaryTest}.js`,
    },
    external: ["@node-llama-cpp/*", "electron"],
    plugins: [englishOnly, insideLlama],
  },
  /** Readers of PDF and HTML: a thread's own program, so that nothing else has to load them. */
  {
    ...shared,
    entryPoints: { "source-text": "server/storage/extraction/worker.ts" },
    keepNames: false,
  },
  /** `check` of many notes: a thread's own program. */
  {
    ...shared,
    entryPoints: { "check-thread": "server/cli/check/checkThread.ts" },
    plugins: [englishOnly, networkApart],
  },
];

if (process.argv.includes("--watch")) {
  for (const bundle of bundles) await (await context(bundle)).watch();
} else {
  const built = await Promise.all(bundles.map((bundle) => build(bundle)));
  const packages = await bundledPackages(built.map(({ metafile }) => metafile));
  await writeFile("dist/licences.txt", licenceText(packages));
  await chmod("dist/penprint.js", 0o755);
  await chmod("dist/penprint-server.js", 0o755);
}
