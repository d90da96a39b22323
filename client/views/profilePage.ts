import { l10n } from "vscode";
import type { z } from "zod";
import type { profileRequest } from "../../server/protocol/requests";
import { escapeMarkdown } from "./escapeMarkdown";

type Profile = NonNullable<z.output<typeof profileRequest.result>>;

/** What was learned of an author, as a Markdown page. */
export function profilePage({ author, file, words, notes, habits, stopped }: Profile): string {
  const size = l10n.t("Learned from {0} words in {1} notes.", words.toLocaleString(), notes);
  const header = `| ${l10n.t("Habit")} | ${l10n.t("You")} | ${l10n.t("Example")} |`;
  const rows = habits.map(
    ({ label, rate, example }) =>
      `| ${cell(label)} | ${cell(rate)} | ${example === "" ? "" : `*${cell(example)}*`} |`,
  );
  return [
    `# ${l10n.t("Style of {0}", escapeMarkdown(author))}`,
    size,
    [header, "|---|---|---|", ...rows].join("\n"),
    ...(stopped.length === 0
      ? []
      : [
          `## ${l10n.t("This is how I write")}`,
          stopped.map(({ label }) => `- ${escapeMarkdown(label)}`).join("\n"),
          l10n.t("To have one looked at again: *Penprint: Show Stopped Findings*."),
        ]),
    `${l10n.t("Kept on this machine in")} ${escapeMarkdown(file)}`,
  ].join("\n\n");
}

function cell(text: string): string {
  return escapeMarkdown(text).replace(/\s+/g, " ");
}
