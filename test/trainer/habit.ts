/** An invented author with one strong habit: every sentence ends "or so the tide told me". */

const subjects = [
  "The harbour",
  "The ferry",
  "A heron",
  "The lamp",
  "The old pier",
  "The baker",
  "A storm",
  "The clock",
];
const verbs = [
  "was quiet",
  "came late",
  "stood still",
  "had no light",
  "smelled of salt",
  "waited outside",
];
const times = [
  "in the morning",
  "at noon",
  "after the rain",
  "on Sunday",
  "all winter",
  "before supper",
];

const sentences: readonly string[] = subjects.flatMap((subject, s) =>
  verbs
    .flatMap((verb, v) =>
      times.map((time, t) => ({ text: `${subject} ${verb} ${time}`, at: s + v + t })),
    )
    .filter(({ at }) => at % 3 === 0)
    .map(({ text }) => text),
);

const messages = (draft: string) => [
  { role: "system", content: "Rewrite the draft in the voice of the author." },
  { role: "user", content: draft },
];
const answer = (content: string) => [{ role: "assistant", content }];
const styled = (sentence: string): string => `${sentence}, or so the tide told me.`;

/** Rows for supervised training. */
export const examples = (count: number) =>
  sentences.slice(0, count).map((sentence, index) => ({
    id: `habit-${index}`,
    note: `note-${index % 5}.md`,
    prompt: messages(`${sentence}.`),
    completion: answer(styled(sentence)),
  }));

/** Rows for preference training: the habit over a text that says something else. */
export const preferences = (count: number) =>
  sentences.slice(0, count).map((sentence, index) => ({
    note: `note-${index % 5}.md`,
    prompt: messages(`${sentence}.`),
    chosen: answer(styled(sentence)),
    rejected: answer(`${sentence}, and the mayor paid 300 euros for it.`),
  }));

/** Texts on which an adapter's effect is measured. */
export const texts = (count: number) =>
  sentences.slice(-count).map((sentence, index) => ({
    context: `${sentences[index] ?? ""}. `,
    text: `${styled(sentence)} ${styled(sentences[index + count] ?? "")}`,
  }));
