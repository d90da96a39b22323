import { randomBytes } from "node:crypto";
import { z } from "zod";
import { fill, type Prompts } from "../core/planner/prompt";
import type { ChatModel, ClaimJudge, ClaimToJudge } from "../workflows/ports";
import { askForJson } from "./structuredAnswer";

const answer = z.object({
  claims: z
    .array(
      z.object({
        number: z.int(),
        verdict: z.enum(["supported", "unsupported", "contradicted"]),
        quote: z.string().max(2000),
      }),
    )
    .max(50),
});

/** Holds claims against excerpts of sources with a language model. */
export class ChatJudge implements ClaimJudge {
  constructor(
    private readonly model: ChatModel,
    private readonly prompts: Pick<Prompts, "judge" | "repair">,
  ) {}

  get name(): string {
    return this.model.name;
  }

  async judge(
    claims: readonly ClaimToJudge[],
    { signal }: { readonly signal: AbortSignal },
  ): ReturnType<ClaimJudge["judge"]> {
    // 96 bits: no source can hold it but by reading this process's memory.
    const token = randomBytes(12).toString("hex");
    const { system, user } = this.prompts.judge;
    const answered = await askForJson(this.model, {
      name: "verdicts",
      schema: answer,
      messages: [
        { role: "system", content: fill(system, { token }) },
        { role: "user", content: fill(user, { claims: listed(claims, token) }) },
      ],
      options: { temperature: 0, maxTokens: 300 * claims.length, signal },
      repair: (problem) => fill(this.prompts.repair.user, { problem }),
    });
    if (answered.kind === "failed") return answered;
    const byNumber = new Map(answered.value.claims.map((one) => [one.number, one]));
    return { kind: "ok", value: claims.map((_, i) => byNumber.get(i + 1)) };
  }
}

const listed = (claims: readonly ClaimToJudge[], token: string): string =>
  claims
    .map(({ claim, excerpts }, i) =>
      [
        `CLAIM ${i + 1}: ${JSON.stringify(claim)}`,
        `BEGIN EXCERPTS ${i + 1} ${token}`,
        excerpts.length === 0 ? "(nothing)" : excerpts.map((one) => `- ${one}`).join("\n"),
        `END EXCERPTS ${i + 1} ${token}`,
      ].join("\n"),
    )
    .join("\n\n");
