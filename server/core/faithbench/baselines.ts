import {
  lexicalSentences,
  namesLacking,
  numbersLacking,
  type Ground,
} from "../notebench/lexicalClaims";

/**
 * How many numbers and names of a text its source nowhere holds. Half of the share of words that it lacks breaks ties and
 * never makes up for one of them.
 */
export function absentParticulars(text: string, ground: Ground): number {
  const absent = lexicalSentences(text).flatMap((sentence) => [
    ...numbersLacking(sentence, ground),
    ...namesLacking(sentence, ground),
  ]);
  return new Set(absent).size + absentWords(text, ground) / 2;
}

/** Token overlap, turned round: the share of a text's content words, names and numbers that its source lacks, in [0, 1]. */
export function absentWords(text: string, ground: Ground): number {
  let all = 0;
  let absent = 0;
  for (const sentence of lexicalSentences(text)) {
    const { content, names, numbers } = sentence;
    all += content.size + names.size + numbers.size;
    absent += [...content].filter((stem) => !ground.words.has(stem)).length;
    absent += numbersLacking(sentence, ground).length + namesLacking(sentence, ground).length;
  }
  return all === 0 ? 0 : absent / all;
}
