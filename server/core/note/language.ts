import { franc } from "franc-min";
import type { PlacedProse } from "./types";

/** The languages that the background and the habits know, or that are common in notes; ISO 639-3 to 639-1. */
const codes: Readonly<Record<string, string>> = {
  eng: "en",
  deu: "de",
  fra: "fr",
  spa: "es",
  por: "pt",
  ita: "it",
  nld: "nl",
  swe: "sv",
  pol: "pl",
  ces: "cs",
  ron: "ro",
  hun: "hu",
  tur: "tr",
  rus: "ru",
  ukr: "uk",
  bul: "bg",
  srp: "sr",
  bel: "be",
  cmn: "zh",
  jpn: "ja",
  kor: "ko",
  arb: "ar",
  pes: "fa",
  urd: "ur",
  hin: "hi",
  ben: "bn",
  tam: "ta",
  tel: "te",
  vie: "vi",
  ind: "id",
  tha: "th",
};

/** UTF-16 units of prose looked at: enough to tell a language, little enough to tell it again at every keystroke. */
const SAMPLE = 600;
/** Below this length an answer is a guess. */
const SHORTEST = 60;

/** A script of few languages: a short text tells enough. */
const beyondLatin = /[\u0370-\u1FFF\u3040-\uD7AF]{8}/;

/** The beginning of the note's prose, from which its language is told. */
export function languageSample(prose: readonly PlacedProse[]): string {
  let sample = "";
  for (const part of prose) {
    if (sample.length >= SAMPLE) break;
    if (part.prose.kind !== "heading") sample += `${part.prose.plain} `;
  }
  return sample.slice(0, SAMPLE);
}

/** ISO 639-1, or "und". */
export function languageOf(sample: string): string {
  if (sample.length < SHORTEST && !beyondLatin.test(sample)) return "und";
  return codes[franc(sample, { minLength: 8, only: Object.keys(codes) })] ?? "und";
}
