import { Option } from "commander";

/** `--format`: for people or for programs. */
export const textOrJson = (): Option =>
  new Option("--format <format>", "what to print").choices(["text", "json"]).default("text");
