import type { FaithfulnessTable } from "../../support/faithfulnessTable";
import { attachment } from "./attachment";
import { contradiction } from "./contradiction";
import { date } from "./date";
import { name } from "./name";
import { number } from "./number";
import { quotation } from "./quotation";
import { unsupported } from "./unsupported";

export const tables: readonly FaithfulnessTable[] = [
  number,
  date,
  name,
  quotation,
  contradiction,
  attachment,
  unsupported,
];
