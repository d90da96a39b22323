import * as z from "zod";
import { globPattern } from "./globPattern";

export const folderConfigName = ".penprint.json";

/**
 * `.penprint.json`: how a folder and everything below it is checked. Nearer files win, rule by rule.
 * `server/assets/penprint.schema.json` is generated from this; a test holds the two equal.
 */
export const folderConfigSchema = z
  .strictObject({
    $schema: z.string().optional().describe("Where editors find this schema."),
    rules: z
      .record(
        z.string().regex(/^(style|faithfulness)\/[a-z0-9-]+$/),
        z.enum(["error", "warning", "information", "hint", "off"]),
      )
      .default({})
      .describe(
        "Severity by rule id, such as style/hedges; off ignores the rule below this folder.",
      ),
    ignoreFiles: z
      .array(globPattern)
      .max(100)
      .default([])
      .describe("Glob patterns, relative to this folder, of notes that are not checked."),
  })
  .describe("How Penprint checks the notes in this folder and below it.");

export type FolderConfig = z.infer<typeof folderConfigSchema>;
