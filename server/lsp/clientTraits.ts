import type { InitializeParams } from "vscode-languageserver/node";
import { clientExtrasSchema } from "../protocol/commands";

/** What the client can do, as far as the server behaves differently for it. */
export interface ClientTraits {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesCodeLenses: boolean;
  /** Opens a place in a document when the server asks. */
  readonly showsDocuments: boolean;
  readonly watchesFiles: boolean;
  readonly registersConfiguration: boolean;
  readonly answersConfiguration: boolean;
  readonly opensServedContent: boolean;
  readonly showsServerProgress: boolean;
  readonly workspaceFolders: boolean;
  /** Understands `penprint/…` notifications. */
  readonly knowsPenprint: boolean;
  /** Takes edits that name the document version they were made for. */
  readonly editsVersions: boolean;
  readonly appliesEdits: boolean;
  /** Shows suggestions as a diff, so that the server does not apply them itself. */
  readonly previewsSuggestions: boolean;
  /** The user trusts the folders that are open; a client that knows no such thing has no others. */
  readonly trustsFolders: boolean;
  /** Asks its own language models for the planner. */
  readonly lendsModels: boolean;
}

export const plainClient: ClientTraits = {
  pullsDiagnostics: false,
  refreshesDiagnostics: false,
  refreshesCodeLenses: false,
  showsDocuments: false,
  watchesFiles: false,
  registersConfiguration: false,
  answersConfiguration: false,
  opensServedContent: false,
  showsServerProgress: false,
  workspaceFolders: false,
  knowsPenprint: false,
  editsVersions: false,
  appliesEdits: false,
  previewsSuggestions: false,
  trustsFolders: true,
  lendsModels: false,
};

export function traitsOf({ capabilities }: InitializeParams): ClientTraits {
  const { workspace, textDocument, window } = capabilities;
  const penprint = clientExtrasSchema.safeParse(capabilities.experimental ?? {}).data?.penprint;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    showsDocuments: window?.showDocument?.support === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    answersConfiguration: workspace?.configuration === true,
    opensServedContent: workspace?.textDocumentContent !== undefined,
    showsServerProgress: window?.workDoneProgress === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    knowsPenprint: penprint !== undefined,
    editsVersions: workspace?.workspaceEdit?.documentChanges === true,
    appliesEdits: workspace?.applyEdit === true,
    previewsSuggestions: penprint?.preview === true,
    trustsFolders: penprint?.trusted !== false,
    lendsModels: penprint?.languageModels === true,
  };
}
