import type { StyleTable } from "../../support/styleTable";
import { headings, lengths, numbers } from "./counts";
import { stockPhrases } from "./phrases";
import { punctuation } from "./punctuation";
import { exclamation, passive, tone } from "./rates";
import { passage, person } from "./voices";
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
