import { isAbsolute, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { Finding, Range, Rule, Severity } from "../../core/rules/types";
import { isAddress, type CheckedFile, type MarkedFinding } from "./checkedFile";

export interface SarifContext {
  readonly version: string;
  readonly rules: readonly Rule[];
  /** The rule's page, Markdown. */
  pageOf(rule: Rule): string;
  readonly workingFolder: string;
  /** What addresses are relative to: the repository that the working folder stands in, else that folder. */
  readonly root: string;
}

const levels: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

/** SARIF 2.1.0: one run, one artifact a note. */
export function sarifReport(files: readonly CheckedFile[], context: SarifContext) {
  const { rules, version } = context;
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
                locations: [{ physicalLocation: { artifactLocation: ofNote(file, context) } }],
              })),
            ),
          },
        ],
        artifacts: files.map((file) => ({
          location: ofNote(file, context),
          mimeType: "text/markdown",
        })),
        results: files.flatMap((file, artifact) => {
          const fingerprintOf = fingerprints();
          return file.findings.map((finding) => ({
            ruleId: finding.rule,
            ruleIndex: ruleIndex.get(finding.rule) ?? -1,
            level: levels[finding.severity],
            message: { text: finding.message },
            rank: Math.round(finding.score * 1_000) / 10,
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { ...ofNote(file, context), index: artifact },
                  region: regionOf(file.lines.rangeOf(finding)),
                },
              },
            ],
            relatedLocations: finding.related.map(({ location, range, message }, index) => ({
              id: index + 1,
              message: { text: message },
              physicalLocation: {
                artifactLocation: { uri: uriOf(location, context) },
                region: regionOf(range),
              },
            })),
            partialFingerprints: { "penprint/v1": fingerprintOf(finding) },
            ...(finding.fixes.length > 0 ? { fixes: fixesOf(file, finding, context) } : {}),
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

function fixesOf(file: CheckedFile, finding: Finding, context: SarifContext) {
  return finding.fixes.map(({ title, edits }) => ({
    description: { text: title },
    artifactChanges: [
      {
        artifactLocation: ofNote(file, context),
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

const ofNote = (file: CheckedFile, context: SarifContext): { readonly uri: string } => ({
  uri: uriOf(file.path, context),
});

/** Relative to the root where there is a way, percent-encoded; else absolute. */
function uriOf(location: string, { workingFolder, root }: SarifContext): string {
  if (isAddress(location)) return location;
  const way = relative(root, resolve(workingFolder, location));
  if (isAbsolute(way)) return pathToFileURL(way).href;
  return way.split(sep).join("/").split("/").map(encodeURIComponent).join("/");
}

/** The finding's mark, and how many with the same went before it in the note. */
function fingerprints(): (finding: MarkedFinding) => string {
  const seen = new Map<string, number>();
  return ({ mark }) => {
    const before = seen.get(mark) ?? 0;
    seen.set(mark, before + 1);
    return before === 0 ? mark : `${mark}:${before}`;
  };
}
