import { randomUUID } from "node:crypto";
import type { Uri } from "vscode";
import { l10n, window, type Range, type TextDocument } from "vscode";
import {
  articleRequest,
  articleSectionNotification,
  decideRequest,
  outlineRequest,
} from "../../server/protocol/requests";
import { hasBrief } from "../articles/placement";
import type { PenprintServer } from "../languageClient";
import { notices, toCommand } from "../notices";
import type { ArticlePreview } from "../views/articlePreview";
import type { OutlineEditor } from "../views/outlineEditor";
import { withWork } from "../work";
import { tellRefusal, type Commands } from "./command";

interface Assignment {
  /** The note whose front matter holds the brief; absent = a new note. */
  readonly note: TextDocument | undefined;
  readonly title: string;
  readonly brief: string;
  readonly sources: string[];
}

/** Generate Article: brief, outline, the user's changes to it, sections as they are written, the user's decision. */
export function articleCommands(
  server: PenprintServer,
  outlines: OutlineEditor,
  preview: ArticlePreview,
): Commands {
  server.onNotification(articleSectionNotification, ({ id, section, text }) =>
    preview.section(id, section, text),
  );
  return {
    "penprint.generateArticle": () => generate(server, outlines, preview),
    "penprint.writeArticle": () => outlines.write(),
    "penprint.cancelOutline": () => outlines.cancel(),
    "penprint.acceptArticle": () => preview.accept(),
    "penprint.rejectArticle": () => preview.reject(),
  };
}

async function generate(
  server: PenprintServer,
  outlines: OutlineEditor,
  preview: ArticlePreview,
): Promise<void> {
  const assignment = fromActiveNote() ?? (await askForBrief());
  if (assignment === undefined) return;
  const { note, title, brief, sources } = assignment;
  const input = { ...(note && { uri: note.uri.toString() }), title, brief, sources };

  const planned = await withWork(server, l10n.t("Planning the article"), (workDoneToken, cancel) =>
    server.request(outlineRequest, { ...input, workDoneToken }, cancel),
  );
  if (planned === undefined) return;
  if (planned.kind === "refused") {
    tellRefusal(planned);
    return;
  }
  const outline = await outlines.edit(planned);
  if (outline === undefined) return;

  const id = randomUUID();
  await preview.begin(id, outline.title, note);
  const article = await withWork(server, l10n.t("Writing the article"), (workDoneToken, cancel) =>
    server.request(articleRequest, { ...input, id, outline, workDoneToken }, cancel),
  ).catch(async (error: unknown) => {
    await preview.reject();
    throw error;
  });
  if (article === undefined) return preview.reject();
  if (article.kind === "refused") {
    await preview.reject();
    tellRefusal(article);
    return;
  }
  if (article.notes.length > 0) {
    const insert = toCommand(l10n.t("Insert the Article"), "penprint.acceptArticle");
    const discard = toCommand(l10n.t("Discard"), "penprint.rejectArticle");
    const text = article.notes.join(" ");
    void notices.answer({ kind: "information", text, actions: [insert, discard] });
  }
  const decision = await preview.complete(id, article.markdown);
  const placed =
    decision.kind === "accepted"
      ? { uri: decision.uri.toString(), range: plainRange(decision.range) }
      : { uri: note?.uri.toString() ?? "" };
  await server.request(decideRequest, {
    suggestion: article.id,
    decision: decision.kind,
    candidate: 0,
    ...placed,
  });
}

function fromActiveNote(): Assignment | undefined {
  const note = window.activeTextEditor?.document;
  if (note === undefined || !hasBrief(note.getText())) return undefined;
  return { note, title: "", brief: "", sources: [] };
}

async function askForBrief(): Promise<Assignment | undefined> {
  const title = await window.showInputBox({
    title: l10n.t("Generate Article (1/3): title"),
    prompt: l10n.t("Or cancel, and put title, brief and sources into a note's front matter."),
    ignoreFocusOut: true,
  });
  if (title === undefined || title.trim() === "") return undefined;
  const brief = await window.showInputBox({
    title: l10n.t("Generate Article (2/3): brief"),
    prompt: l10n.t("What should it say? Separate points with semicolons."),
    ignoreFocusOut: true,
  });
  if (brief === undefined || brief.trim() === "") return undefined;
  const files = await window.showOpenDialog({
    title: l10n.t("Generate Article (3/3): sources"),
    openLabel: l10n.t("Use as Sources"),
    canSelectMany: true,
  });
  if (files === undefined) return undefined;
  const points = brief.split(";").map((point) => `- ${point.trim()}`);
  return {
    note: undefined,
    title,
    brief: points.length > 1 ? points.join("\n") : brief,
    sources: files.map((file: Uri) => file.fsPath),
  };
}

function plainRange({ start, end }: Range) {
  return {
    start: { line: start.line, character: start.character },
    end: { line: end.line, character: end.character },
  };
}
