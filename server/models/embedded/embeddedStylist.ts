import { restylePrompt } from "../../core/rewrite/prompt";
import type { ServiceResult, Stylist, StylistRequest, WeighRequest } from "../../workflows/ports";
import type { EmbeddedModel } from "./embeddedModel";
import { samplesFor } from "../samples";

/** The embedded model in the role of the stylist. */
export class EmbeddedStylist implements Stylist {
  /** `template` is the text of `assets/prompts/restyle.md`; `adapter` the adapter's name as it goes into the log. */
  constructor(
    private readonly embedded: EmbeddedModel,
    private readonly template: string,
    readonly model: string,
    readonly adapter: string | null,
  ) {}

  async restyle(request: StylistRequest): Promise<ServiceResult<readonly string[]>> {
    const { draft, references, candidates, seed, signal, onCandidate } = request;
    const answers = await this.embedded.generate({
      messages: restylePrompt(this.template, draft, references),
      answerLike: draft,
      samples: samplesFor(candidates, seed),
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
    const messages = restylePrompt(this.template, draft, references);
    return this.embedded.weigh(messages, draft, [...edits], signal);
  }
}
