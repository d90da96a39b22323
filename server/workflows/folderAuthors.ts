import type { Choices } from "./authorProfiles";

/** The author chosen for the nearest folder above `path`, or else the one for all; `undefined` = none chosen. */
export function chosenAuthor(choices: Choices, path: string | undefined): string | undefined {
  const nearest = Object.keys(choices.folders)
    .filter((folder) => path !== undefined && isBelow(path, folder))
    .sort((a, b) => b.length - a.length)[0];
  const author = nearest === undefined ? choices.author : choices.folders[nearest];
  return author === "" ? undefined : author;
}

/**
 * After `author` was learned from `learned`: it is the author of these folders and of the workspace folders they belong
 * to (of all that are open when they belong to none). What was learned elsewhere keeps its author.
 */
export function afterLearning(
  choices: Choices,
  author: string,
  learned: readonly string[],
  workspaceFolders: readonly string[],
): Choices {
  const holding = workspaceFolders.filter((open) =>
    learned.some((folder) => isBelow(folder, open)),
  );
  const open = holding.length > 0 ? holding : workspaceFolders;
  return { ...choices, author, folders: assigned(choices, author, [...open, ...learned]) };
}

/** After the user chose `author` for `folders`, with everything below them. */
export function afterChoosing(
  choices: Choices,
  author: string,
  folders: readonly string[],
): Choices {
  const others = Object.entries(choices.folders).filter(
    ([folder]) => !folders.some((chosen) => isBelow(folder, chosen)),
  );
  const kept = { ...choices, folders: Object.fromEntries(others) };
  return { ...kept, folders: assigned(kept, author, folders) };
}

/** After the profile of `author` was deleted: nothing is judged by it any more. */
export function afterDeleting(choices: Choices, author: string): Choices {
  const others = Object.entries(choices.folders).filter(([, chosen]) => chosen !== author);
  return {
    ...choices,
    author: choices.author === author ? "" : choices.author,
    folders: Object.fromEntries(others),
  };
}

function assigned(
  { folders }: Choices,
  author: string,
  chosen: readonly string[],
): Choices["folders"] {
  return { ...folders, ...Object.fromEntries(chosen.map((folder) => [folder, author])) };
}

/** Compares without knowing the platform: both kinds of separators end a folder's name. */
export function isBelow(path: string, folder: string): boolean {
  const inner = path.replaceAll("\\", "/");
  const outer = folder.replaceAll("\\", "/");
  return inner === outer || inner.startsWith(outer.endsWith("/") ? outer : `${outer}/`);
}
