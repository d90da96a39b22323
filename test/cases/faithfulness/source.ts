import type { Row } from "../../support/faithfulnessTable";

/** Files beside the note, with their text; the note's folder is `vale`. */
export const files: Readonly<Record<string, string>> = {
  "vale/survey.md": "# Survey\n\nThe count found 3,250 nests.\n",
  "vale/zählung.txt": "Elmstow: 640 nests.\n",
  "vale/letters/first.md": "Dear Hanne,\n",
  "vale/letters/second.md": "Dear Olga,\n",
  "vale/report.pdf": "%PDF-1.7\n",
  "minutes.md": "# Minutes\n",
};

/** The front matter of `vale/note.md`; the marks are the entries that cannot be used. */
export const frontMatters: readonly Row[] = [
  ["a file beside the note", "sources:\n  - survey.md"],
  ["one file, no list", "sources: survey.md"],
  ["quoted", "sources: [\"survey.md\", 'letters/first.md']"],
  ["Unicode in a name", "sources:\n  - zählung.txt"],
  ["from the root", "sources:\n  - minutes.md"],
  ["a pattern", "sources:\n  - letters/*.md"],
  ["a wiki link", 'sources:\n  - "[[survey]]"'],
  ["a brief in words", "brief: Tell of the nests. Be short.\nsources: survey.md"],
  ["other keys", "title: Nests\ntags: [missing.md]\nsources: survey.md"],
  ["no sources", "title: Nests"],
  ["missing", "sources:\n  - survey.md\n  - {surveys.md}"],
  ["missing, one entry", "sources: {lost.md}"],
  ["outside the root", "sources:\n  - {../../letters.md}\n  - survey.md"],
  ["web address", "sources:\n  - {https://example.org/report}"],
  ["pattern without files", "sources:\n  - {drafts/*.md}"],
  ["PDF", "sources:\n  - {report.pdf}"],
  ["the note itself", "sources:\n  - {note.md}"],
  ["missing brief", "brief: {brief.md}\nsources: survey.md"],
];
