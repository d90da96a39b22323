import { chatServer, say, type ChatServer } from "./chatServer";

type Replacements = readonly (readonly [from: string, to: string])[];

/** What the sample author would rather write: one list a candidate, good enough for every check. */
const voices: readonly Replacements[] = [
  [
    ["It is important to note that", "I'd say that"],
    ["can significantly enhance", "it'll enhance"],
    ["Stakeholders are encouraged", "I'd encourage stakeholders"],
    ["in order to", "to"],
    ["Furthermore, the", "And the"],
    ["represents", "it's"],
    ["It is recommended that individuals do not", "I'd say don't"],
    ["with three lengths each", "and three lengths for each"],
    [
      "The salt on the untreated lengths weighed",
      "The lengths that I'd left untreated had salt on them, and it weighed",
    ],
    ["The washed lengths carried", "The washed ones carried"],
    ["A pressure washer was tried", "I tried a pressure washer"],
  ],
  [
    ["It is important to note that the utilization of", "It's important, I'd say: using"],
    ["can significantly enhance", "it'll enhance"],
    ["in order to", "to"],
    ["Furthermore, the", "And the"],
    ["It is recommended that individuals do not", "I'd say that individuals don't"],
  ],
];

/** A stylist's server that gives drafts of `samples/` their author's voice, each time they are asked for in the next way. */
export function voiceServer(): Promise<ChatServer> {
  const asked = new Map<string, number>();
  return chatServer((request, response) => {
    const [, draft = ""] = /<draft>\n([^]*)\n<\/draft>/.exec(request.asked) ?? [];
    const times = asked.get(draft) ?? 0;
    asked.set(draft, times + 1);
    const voice = voices[times % voices.length]!;
    say(
      response,
      voice.reduce((text, [from, to]) => text.replace(from, to), draft),
    );
  });
}
