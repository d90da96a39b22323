import { createHash } from "node:crypto";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { Finding, Range, Rule, Severity } from "../../core/rules/types";
import { isAddress, type CheckedFile } from "./checkedFile";

export interface SarifContext {
  readonly version: string;
  readonly rules: readonly Rule[];
  /** The rule's page, Markdown. */
  pageOf(rule: Rule): string;
  readonly workingFolder: string;
}

const levels: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

/** SARIF 2.1.0: one run, one artifact a note. */
export function sarifReport(files: readonly CheckedFile[], context: SarifContext) {
  const { rules, version, workingFolder } = context;
  const ruleIndex = new Map(rules.map((rule, index) => [rule.id, index]));
  return {
    $schema:
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "penprint",
            semanticVersion: version,
            rules: rules.map((rule) => describe(rule, context)),
          },
        },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: files.flatMap((file) =>
              file.notes.map((note) => ({
                level: "note",
                message: { text: note },
                locations: [
                  { physicalLocation: { artifactLocation: ofNote(file, workingFolder) } },
                ],
              })),
            ),
          },
        ],
        artifacts: files.map((file) => ({
          location: ofNote(file, workingFolder),
          mimeType: "text/markdown",
        })),
        results: files.flatMap((file, artifact) => {
          const fingerprintOf = fingerprints(file);
          return file.findings.map((finding) => ({
            ruleId: finding.rule,
            ruleIndex: ruleIndex.get(finding.rule) ?? -1,
            level: levels[finding.severity],
            message: { text: finding.message },
            rank: Math.round(finding.score * 1_000) / 10,
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { ...ofNote(file, workingFolder), index: artifact },
                  region: regionOf(file.lines.rangeOf(finding)),
                },
              },
            ],
            relatedLocations: finding.related.map(({ location, range, message }, index) => ({
              id: index + 1,
              message: { text: message },
              physicalLocation: {
                artifactLocation: { uri: uriOf(location, workingFolder) },
                region: regionOf(range),
              },
            })),
            partialFingerprints: { "penprint/v1": fingerprintOf(finding) },
            ...(finding.fixes.length > 0 ? { fixes: fixesOf(file, finding, workingFolder) } : {}),
          }));
        }),
      },
    ],
  };
}

function describe(rule: Rule, context: SarifContext) {
  return {
    id: rule.id,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.description },
    help: { text: rule.description, markdown: context.pageOf(rule) },
    defaultConfiguration: { level: levels[rule.severity] },
    properties: { tags: [rule.id.split("/", 1)[0]!] },
  };
}

function fixesOf(file: CheckedFile, finding: Finding, workingFolder: string) {
  return finding.fixes.map(({ title, edits }) => ({
    description: { text: title },
    artifactChanges: [
      {
        artifactLocation: ofNote(file, workingFolder),
        replacements: edits.map((edit) => ({
          deletedRegion: regionOf(file.lines.rangeOf(edit)),
          insertedContent: { text: edit.newText },
        })),
      },
    ],
  }));
}

/** From 1, the end exclusive in its column, as SARIF counts. */
function regionOf({ start, end }: Range) {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

const ofNote = (file: CheckedFile, workingFolder: string): { readonly uri: string } => ({
  uri: uriOf(file.path, workingFolder),
});

/** Relative to the working directory where there is a way, percent-encoded; else absolute. */
export function uriOf(location: string, workingFolder: string): string {
  if (isAddress(location)) return location;
  const way = relative(workingFolder, resolve(workingFolder, location));
  if (isAbsolute(way)) return pathToFileURL(way).href;
  return way.split(sep).join("/").split("/").map(encodeURIComponent).join("/");
}

/**
 * A mark that survives when lines move: of the rule and the words found, and of how many such went before. Neither place
 * nor message (which may count other things) is in it.
 */
function fingerprints(file: CheckedFile): (finding: Finding) => string {
  const seen = new Map<string, number>();
  return (finding) => {
    const words = file.text.slice(finding.start, finding.end).replace(/\s+/g, " ").trim();
    const what = `${finding.rule}\n${words}`;
    const before = seen.get(what) ?? 0;
    seen.set(what, before + 1);
    return createHash("sha256").update(`${what}\n${before}`).digest("hex").slice(0, 32);
  };
}
