import { parentPort } from "node:worker_threads";
import { cannotExtract, type Extraction, type ExtractionJob } from "./extraction";
import { htmlText } from "./htmlText";
import { pdfText } from "./pdfText";

/** Whatever a file asks for, nothing is fetched. */
globalThis.fetch = () => Promise.reject(new Error("Sources are read without the network."));

parentPort?.on("message", (job: ExtractionJob) => {
  extract(job).then(
    (extraction) => parentPort?.postMessage(extraction),
    () =>
      parentPort?.postMessage(cannotExtract("it is damaged, or made in a way that is not known")),
  );
});

async function extract({ format, bytes }: ExtractionJob): Promise<Extraction> {
  return format === "pdf" ? pdfText(bytes) : htmlText(bytes);
}
