/** What the tests call of contents.mjs. */
export declare const needed: readonly string[];
export declare function shippedFiles(root: string): Promise<readonly string[]>;
export declare function faultsOf(
  files: readonly string[],
  of: { readonly binaries: string; readonly model?: string },
): readonly string[];
