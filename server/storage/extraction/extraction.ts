import type { ExtractedFrom } from "../../core/faithfulness/types";

/** Files that hold text but are none. */
export type ExtractedFormat = ExtractedFrom["format"];

/** One file whose text is wanted. `bytes` is the whole file. */
export interface ExtractionJob {
  readonly format: ExtractedFormat;
  readonly bytes: Uint8Array;
}

/** `why` completes "Cannot read NAME: …". */
export type Extraction =
  | {
      readonly kind: "text";
      /** HTML as Markdown, PDF as paragraphs between empty lines. */
      readonly text: string;
      /** Where pages begin, in UTF-16 units; empty for HTML. */
      readonly pages: readonly number[];
    }
  | { readonly kind: "failed"; readonly why: string };

/** The way out of every failure that is the file's own. */
export const SAVE_AS_TEXT = "Save its text as Markdown or .txt and name that file";

export const cannotExtract = (why: string): Extraction => ({
  kind: "failed",
  why: `${why}. ${SAVE_AS_TEXT}`,
});
