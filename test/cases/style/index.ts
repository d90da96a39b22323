import type { StyleTable } from "../../support/styleTable";
import { headings, lengths, numbers } from "./counts";
import { stockPhrases } from "./phrases";
import { punctuation } from "./punctuation";
import { exclamation, passage, passive, person, tone } from "./rates";
import { contractions, words } from "./words";

export const tables: readonly StyleTable[] = [
  contractions,
  words,
  punctuation,
  numbers,
  headings,
  lengths,
  person,
  passive,
  tone,
  exclamation,
  stockPhrases,
  passage,
];
