import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { replaceFile } from "./replaceFile";

const consentSchema = z.object({ version: z.literal(1), keep: z.boolean() });

/**
 * The user's answer to the one question, for every window and editor on this machine. What the settings say
 * (`on`, `off`) goes before it; an unreadable answer is no answer.
 */
export class CaptureConsent {
  private readonly file: string;

  constructor(dataFolder: string) {
    this.file = join(dataFolder, "capture-consent.json");
  }

  /** Reads the file each time: another window may have been answered. */
  current(setting: "ask" | "on" | "off"): "ask" | "on" | "off" {
    if (setting !== "ask") return setting;
    let json: unknown;
    try {
      json = JSON.parse(readFileSync(this.file, "utf8"));
    } catch {
      return "ask";
    }
    const answer = consentSchema.safeParse(json).data;
    return answer === undefined ? "ask" : answer.keep ? "on" : "off";
  }

  async answer(keep: boolean): Promise<void> {
    await mkdir(dirname(this.file), { recursive: true });
    const text = JSON.stringify({ version: 1, keep } satisfies z.infer<typeof consentSchema>);
    await replaceFile(this.file, [Buffer.from(`${text}\n`, "utf8")]);
  }
}
