import { getDocument, VerbosityLevel } from "unpdf/pdfjs";
import { cannotExtract, type Extraction } from "./extraction";
import { linesOf, type Line, type PageItem } from "./pdfLines";
import { paragraphsOf } from "./pdfParagraphs";
import { withoutRunningLines } from "./pdfRunningLines";

/** UTF-16 units: what is longer is no source that a note can be held against. */
const MOST_TEXT = 20_000_000;

/** The text of a PDF as paragraphs between empty lines. Scripts in it, its links and its attachments are never touched. */
export async function pdfText(bytes: Uint8Array): Promise<Extraction> {
  const task = getDocument({
    data: bytes,
    isEvalSupported: false,
    enableXfa: false,
    useWasm: false,
    useWorkerFetch: false,
    disableFontFace: true,
    useSystemFonts: true,
    stopAtErrors: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const pdf = await task.promise;
    const pages: (readonly Line[])[] = [];
    let length = 0;
    let unread = 0;
    for (let number = 1; number <= pdf.numPages; number++) {
      const lines = await linesOfPage(pdf, number);
      unread += lines === undefined ? 1 : 0;
      for (const line of lines ?? []) length += line.text.length;
      if (length > MOST_TEXT) {
        return cannotExtract(`it holds more than ${MOST_TEXT / 1e6} million characters`);
      }
      pages.push(lines ?? []);
    }
    if (unread === pdf.numPages) return damaged;
    if (length === 0) {
      return cannotExtract(
        "there is no text in it, only pictures of pages, as a scanner makes them. Run text recognition over it",
      );
    }
    return { kind: "text", ...paragraphsOf(withoutRunningLines(pages)) };
  } catch (error) {
    const name = error instanceof Error ? error.name : "";
    if (name === "PasswordException") return cannotExtract("it is protected by a password");
    return damaged;
  } finally {
    await task.destroy();
  }
}

const damaged = cannotExtract("it is no PDF file, or a damaged one");

type Pdf = Awaited<ReturnType<typeof getDocument>["promise"]>;

/** Undefined where the page is damaged: the others may still be read. */
async function linesOfPage(pdf: Pdf, number: number): Promise<readonly Line[] | undefined> {
  try {
    const page = await pdf.getPage(number);
    const { transform, height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const onPage = items
      .filter((item) => "str" in item)
      .map(({ str, width, transform: own }) => placed(str, width, own, transform));
    page.cleanup();
    return linesOf(onPage, height);
  } catch {
    return undefined;
  }
}

/** Puts an item where the reader of the page sees it: `transform` turns the page as it is shown, y pointing down. */
function placed(
  text: string,
  width: number,
  own: readonly number[],
  transform: readonly number[],
): PageItem {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = own;
  const [A = 1, B = 0, C = 0, D = 1, E = 0, F = 0] = transform;
  const along = { x: A * a + C * b, y: B * a + D * b };
  const up = { x: A * c + C * d, y: B * c + D * d };
  return {
    text,
    x: A * e + C * f + E,
    y: B * e + D * f + F,
    width: width * Math.hypot(A, B),
    size: Math.hypot(up.x, up.y),
    upright: along.x > 0 && Math.abs(along.y) < Math.abs(along.x) * 0.1,
  };
}
