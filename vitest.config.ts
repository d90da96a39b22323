import { defineConfig } from "vitest/config";

/** `unit` needs nothing but Node; `model` needs the embedded model, `trainer` Python as well; `bench` is never part of the tests. */
export default defineConfig({
  test: {
    // Two processors would otherwise be one worker.
    maxWorkers: "100%",
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/modelDependent/**", "test/trainer/**", "test/editor/**", "test/bench/**"],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: "model",
          include: ["test/modelDependent/**/*.test.ts"],
          globalSetup: ["test/modelDependent/globalSetup.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "trainer",
          include: ["test/trainer/**/*.test.ts"],
          globalSetup: ["test/trainer/globalSetup.ts"],
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
