import type { Rule } from "../types";
import { attachmentRule } from "./attachment";
import { contradictionRule } from "./contradiction";
import { dateRule } from "./date";
import { nameRule } from "./name";
import { numberRule } from "./number";
import { quotationRule } from "./quotation";
import { sourceRule } from "./source";
import { unsupportedRule } from "./unsupported";

export const faithfulnessRules: readonly Rule[] = [
  numberRule,
  dateRule,
  nameRule,
  quotationRule,
  attachmentRule,
  contradictionRule,
  unsupportedRule,
  sourceRule,
];
