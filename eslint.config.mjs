import js from "@eslint/js";
import tseslint from "typescript-eslint";

const forbid = (...patterns) => ["error", { patterns }];
const noVscode = {
  group: ["vscode", "vscode-languageclient", "vscode-languageclient/*"],
  message: "Only client/ talks to VS Code.",
};

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", ".cache/", "test-output/", "coverage/"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
  {
    files: ["server/**/*.ts"],
    rules: { "no-restricted-imports": forbid(noVscode) },
  },
  {
    files: ["server/core/**/*.ts"],
    rules: {
      "no-restricted-imports": forbid(noVscode, {
        group: [
          "node:*",
          "fs",
          "path",
          "**/workflows/**",
          "**/lsp/**",
          "**/models/**",
          "**/storage/**",
          "**/cli/**",
        ],
        message: "core is pure: no Node, no LSP, no model, and it calls nobody.",
      }),
    },
  },
  {
    files: ["**/*.mjs"],
    languageOptions: {
      globals: Object.fromEntries(
        [
          ...["process", "console", "URL", "URLSearchParams", "fetch", "AbortController"],
          ...["setTimeout", "clearTimeout", "performance"],
        ].map((name) => [name, "readonly"]),
      ),
    },
  },
);
