import type { FaithfulnessTable } from "../../support/faithfulnessTable";
import { number } from "./number";

export const tables: readonly FaithfulnessTable[] = [number];
