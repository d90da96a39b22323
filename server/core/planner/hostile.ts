import { makeSourceSet } from "../faithfulness/sourceSet";
import type { SourceSet } from "../faithfulness/types";
import type { Span } from "../text/span";

/** Words that speak to a language model rather than to a reader. */
const addressed = [
  /\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:previous|prior|above|earlier|all|any|your)\b.{0,30}\b(?:instructions?|prompts?|rules|directions|guidelines)\b/i,
  /\b(?:ignore|disregard|forget|override) (?:the|these|those) (?:instructions?|prompts?)\b/i,
  /\b(?:you are|act as|pretend to be)\b.{0,20}\b(?:ai|assistant|language model|llm|chatbot|gpt)\b/i,
  /\b(?:system|developer) (?:prompt|message|instructions?)\b/i,
  /^\s*(?:system|assistant|developer)\s*:/im,
  /<\|?\/?(?:im_start|im_end|system|assistant|endoftext)\|?>|\[\/?INST\]/i,
  /\b(?:attention|dear|note (?:to|for)|instructions? (?:to|for)|message (?:to|for))\b.{0,20}\b(?:ai|assistants?|language models?|llms?|chatbots?)\b/i,
  /\b(?:do not|don't|never)\b.{0,10}\b(?:tell|reveal|inform)\b.{0,30}\b(?:user|author|writer|anyone)\b/i,
  /^\s*(?:please )?(?:write|say|state|include|insert|output|print|append|reply|respond|mention|claim)\b.{0,80}\b(?:in|to|with|at the (?:end|start) of)\b.{0,20}\b(?:article|answer|summary|response|output|reader)\b/im,
];

/** True for text that gives orders to whoever summarises it. */
export function addressesAModel(text: string): boolean {
  return addressed.some((pattern) => pattern.test(text));
}

/** The paragraphs of a source that speak to a language model; spans into `text`. */
export function hostileParagraphs(text: string): readonly Span[] {
  return [...text.matchAll(/\S(?:[^\r\n]|\r?\n(?![ \t]*(?:\r?\n|$)))*/g)]
    .filter((paragraph) => addressesAModel(paragraph[0]))
    .map((paragraph) => ({
      start: paragraph.index,
      end: paragraph.index + paragraph[0].length,
    }));
}

/**
 * The sources as far as they can be believed: a paragraph that speaks to a model carries no claim.
 * Offsets stay. The same set when there is no such paragraph.
 */
export function believable(set: SourceSet): SourceSet {
  const texts = set.texts.map((source) => {
    const spans = hostileParagraphs(source.text);
    return spans.length === 0 ? source : { ...source, text: blanked(source.text, spans) };
  });
  const isChanged = texts.some((text, at) => text !== set.texts[at]);
  return isChanged ? makeSourceSet(texts, set.problems) : set;
}

function blanked(text: string, spans: readonly Span[]): string {
  let result = "";
  let at = 0;
  for (const { start, end } of spans) {
    result += text.slice(at, start) + text.slice(start, end).replace(/[^\r\n]/g, " ");
    at = end;
  }
  return result + text.slice(at);
}
