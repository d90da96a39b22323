import type { Rule } from "../types";
import { contractions } from "./contractions";
import { dashes } from "./dashes";
import { ellipsis } from "./ellipsis";
import { exclamation } from "./exclamation";
import { headingCase } from "./headingCase";
import { hedges } from "./hedges";
import { intensifiers } from "./intensifiers";
import { listPunctuation } from "./listPunctuation";
import { numbers } from "./numbers";
import { paragraphLength } from "./paragraphLength";
import { passage } from "./passage";
import { passive } from "./passive";
import { person } from "./person";
import { quotes } from "./quotes";
import { sentenceLength } from "./sentenceLength";
import { serialComma } from "./serialComma";
import { spelling } from "./spelling";
import { stockPhrases } from "./stockPhrases";
import { terms } from "./terms";
import { wordChoice } from "./wordChoice";

export const styleRules: readonly Rule[] = [
  passage,
  contractions,
  wordChoice,
  spelling,
  terms,
  stockPhrases,
  serialComma,
  dashes,
  quotes,
  ellipsis,
  numbers,
  headingCase,
  listPunctuation,
  sentenceLength,
  paragraphLength,
  person,
  hedges,
  intensifiers,
  exclamation,
  passive,
];
