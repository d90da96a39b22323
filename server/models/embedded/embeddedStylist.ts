import { basename, dirname } from "node:path";
import { restylePrompt } from "../../core/rewrite/prompt";
import type { ServiceResult, Stylist, StylistRequest, WeighRequest } from "../../workflows/ports";
import type { EmbeddedModel } from "./embeddedModel";
import { samplesFor } from "../samples";

/** The embedded model with one adapter in the role of the stylist. */
export class EmbeddedStylist implements Stylist {
  /** `template` is the text of `assets/prompts/restyle.md`. */
  constructor(
    private readonly embedded: EmbeddedModel,
    private readonly template: string,
    readonly model: string,
    private readonly adapterFile: string | null,
  ) {}

  /** As it goes into the log: the version of an author's adapter, else the file's name. */
  get adapter(): string | null {
    if (this.adapterFile === null) return null;
    const name = basename(this.adapterFile);
    return name === "adapter.gguf" ? basename(dirname(this.adapterFile)) : name;
  }

  async restyle(request: StylistRequest): Promise<ServiceResult<readonly string[]>> {
    const { draft, references, candidates, seed, signal, onCandidate } = request;
    const answers = await this.embedded.generate({
      messages: restylePrompt(this.template, draft, references),
      answerLike: draft,
      samples: samplesFor(candidates, seed),
      adapter: this.adapterFile,
      signal,
      onAnswer: ({ text }, index) => onCandidate?.(text, index),
    });
    if (answers.kind === "failed") return answers;
    return { kind: "ok", value: answers.value.map(({ text }) => text) };
  }

  weigh({
    draft,
    references,
    edits,
    signal,
  }: WeighRequest): Promise<ServiceResult<readonly number[]>> {
    const messages = [...restylePrompt(this.template, draft, references)];
    return this.embedded.weigh({ messages, text: draft, edits: [...edits] }, signal);
  }
}
