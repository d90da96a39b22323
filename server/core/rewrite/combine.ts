import type { Candidate, CandidateContext } from "./candidate";
import { checkContent } from "./checkContent";
import { checkStyle } from "./checkStyle";

/** Versions of a text from the versions of its pieces: all best ones, then all second ones, and so on. */
export function combinations(
  pieces: readonly (readonly Candidate[])[],
  context: CandidateContext,
): readonly Candidate[] {
  const [only, ...others] = pieces;
  if (only !== undefined && others.length === 0) return only;
  const most = Math.max(...pieces.map(({ length }) => length));
  return Array.from({ length: most }, (_, rank) =>
    combined(
      pieces.map((versions) => versions[Math.min(rank, versions.length - 1)]!),
      context,
    ),
  );
}

function combined(parts: readonly Candidate[], context: CandidateContext): Candidate {
  const plain = parts.map((part) => part.plain).join("\n\n");
  const content = checkContent(plain, context.reference);
  const style = checkStyle(context.style, context.reference.plain, plain);
  const origins = new Set(parts.map(({ origin }) => origin));
  return {
    origin: origins.has("model") ? "model" : origins.has("rules") ? "rules" : "draft",
    text: parts.map(({ text }) => text).join(""),
    plain,
    accepted: parts.some(({ accepted }) => accepted),
    style: { draft: style.draft, text: style.text },
    logit: style.logit,
    unsupported: content.unsupported,
    kept: content.kept,
    added: content.added,
    checks: [...new Set(parts.flatMap(({ checks }) => checks))],
  };
}
