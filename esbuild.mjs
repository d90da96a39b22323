import { build, context } from "esbuild";
import { chmod } from "node:fs/promises";

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
  legalComments: "none",
  logLevel: "warning",
  outdir: "dist",
  plugins: [englishOnly],
  // Packages written as ES modules ask where they are; in CommonJS the file's own name tells.
  define: { "import.meta.url": "moduleAddress" },
  banner: { js: 'const moduleAddress = require("node:url").pathToFileURL(__filename).href;' },
};

/** node-llama-cpp finds its native binaries by its own folder, so it is loaded at run time. */
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
    external: ["node-llama-cpp"],
    plugins: [englishOnly, networkApart],
    banner: { js: `#!/usr/bin/env node\n${shared.banner.js}` },
  },
  { ...shared, entryPoints: network },
  {
    ...shared,
    entryPoints: { "model-child": "server/models/embedded/child.ts" },
    external: ["node-llama-cpp"],
  },
  /** Readers of PDF and HTML: a thread's own program, so that nothing else has to load them. */
  {
    ...shared,
    entryPoints: { "source-text": "server/storage/extraction/worker.ts" },
    keepNames: false,
  },
];

if (process.argv.includes("--watch")) {
  for (const bundle of bundles) await (await context(bundle)).watch();
} else {
  await Promise.all(bundles.map((bundle) => build(bundle)));
  await chmod("dist/penprint.js", 0o755);
  await chmod("dist/penprint-server.js", 0o755);
}
