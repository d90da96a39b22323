import { LONG_REFERENCE, restylePrompt } from "../core/rewrite/prompt";
import type { ChatModel, ServiceResult, Stylist, StylistRequest } from "../workflows/ports";
import { samplesFor } from "./samples";

/** A stylist behind an OpenAI-compatible address: a bigger model, or one that serves trained adapters by name. */
export class ServerStylist implements Stylist {
  readonly adapter = null;

  /** `template` is the text of `assets/prompts/restyle.md`. */
  constructor(
    private readonly server: ChatModel,
    private readonly template: string,
    /** Words of a passage of the author that it is shown. */
    private readonly longest: number = LONG_REFERENCE,
  ) {}

  get model(): string {
    return this.server.name;
  }

  async restyle(request: StylistRequest): Promise<ServiceResult<readonly string[]>> {
    const { draft, references, candidates, seed, signal, onCandidate } = request;
    const messages = restylePrompt(this.template, draft, references, this.longest);
    const texts: string[] = [];
    for (const [index, sample] of samplesFor(candidates, seed).entries()) {
      const answer = await this.server.chat(messages, {
        ...sample,
        // Roughly two characters a token at worst, and half as long again as the draft.
        maxTokens: Math.ceil((draft.length / 2) * 1.5) + 64,
        ...(signal === undefined ? {} : { signal }),
      });
      signal?.throwIfAborted();
      if (answer.kind === "failed")
        return texts.length === 0 ? answer : { kind: "ok", value: texts };
      texts.push(answer.value);
      onCandidate?.(answer.value, index);
    }
    return { kind: "ok", value: texts };
  }
}
