/** What the tests call of inspect.mjs. */
export declare function entriesOf(
  vsix: string,
): Promise<readonly { readonly name: string; readonly bytes: number; readonly packed: number }[]>;
