import type { StyleTable } from "../../support/styleTable";
import { end } from "./rates";

export const person: StyleTable = {
  family: "person",
  rules: ["person"],
  quiet: [
    [
      "we and I",
      `We opened the valve, and I waited for the kettle. We didn't look at the clock. ${end}`,
    ],
    [
      "one sentence with you",
      `You can't hurry tea. We waited for the kettle, and I didn't look at the clock. ${end}`,
    ],
    [
      "no person",
      `The boat lies by the weir. Its hull is green. Rain comes from the west on most days. ${end}`,
    ],
    [
      "one as a number",
      `One lamp should hang by the door, and one can wait. We've one more in the shed. ${end}`,
    ],
    [
      "you in a quotation",
      `"You open it, you wait, you drink, and you laugh," he said. We didn't. ${end}`,
    ],
    ["I as a numeral", `Charles I and Part I are on the list. We didn't read them. ${end}`],
    [
      "important to us",
      `It's important to us that the boys find it. We looked for it all day. ${end}`,
    ],
    [
      "you in a block quote",
      `> You open it, and you wait. You drink, and you laugh.\n\nWe didn't. I laughed later, on the ridge. ${end}`,
    ],
    [
      "you in code",
      `We wrote \`you, your, yours, you, you, you\` on the beam, and I laughed. ${end}`,
    ],
    [
      "the US and it",
      `He's from the US. Its maps are big, and its rivers are wide. We've never been there. ${end}`,
    ],
    [
      "they",
      `They opened the valve, and they waited for the kettle. They don't look at the clock. ${end}`,
    ],
    [
      "two sentences with you",
      `You can't hurry tea. You wait for it. We sat down, and I didn't look at the clock. ${end}`,
    ],
  ],
  flagged: [
    [
      "you",
      "{You} open the valve first. Then you wait for the kettle. If you hurry, you lose your tea. You put your lamp on the board, and you carry your crates. You can't spill what you've made. Then you sit by the fire, and you don't speak. You sleep well if you do.",
    ],
    [
      "your",
      "{Your} kettle boils first. Put your lamp on your board. Your tea is hot, and your crates are dry. When your boat comes, your dog barks at you. Your neighbour laughs, and you laugh too. You can open your door by now. Your boots are wet, so you put them by the stove.",
    ],
    [
      "impersonal",
      "{It is important to} open the valve. One should wait for the kettle. It is advisable to look at the clock. It should be noted that the lamp is hot. If one can carry two crates, it is recommended to go down to the weir before the rain. One must not leave the boat alone.",
    ],
    [
      "yours and yourself",
      "{Yours} is the best boat. You'll paint it yourself, and you'll sweep your slip. You know your oars. If you don't, your neighbour shows you. You carry your crates, you fill your kettle, and you light your fire. Then you read your gauge. You can't do it without your lamp.",
    ],
    [
      "you in questions",
      "Do {you} open the valve first? Have you waited for the kettle? Can you carry two crates? Did you put your lamp on the board? Would you hurry? Have you read the gauge? Are you by the fire? Do you sleep well? Did you see the swans? Could you sing to find the gate?",
    ],
    [
      "behind we",
      `We went home. ${end} {You} open the valve first. Then you wait for the kettle. If you hurry, you lose your tea. You put your lamp on the board, and you carry your crates. You can't spill what you've made. Then you sit by the fire, and you don't speak. You sleep well if you do.`,
    ],
    [
      "it is necessary",
      "{It is necessary to} open the valve. One ought to wait for the kettle. It is recommended to look at the clock. It should be noted that the lamp is hot. If one can carry two crates, it is advisable to go down to the weir before the rain. One must not leave the boat alone.",
    ],
    [
      "you in list items of sentences",
      "Here is how it goes by the weir.\n\n{You} open the valve first. Then you wait for the kettle. If you hurry, you lose your tea. You put your lamp on the board, and you carry your crates. You can't spill what you've made. Then you sit by the fire. You sleep well if you do.",
    ],
  ],
};

export const passage: StyleTable = {
  family: "passage",
  rules: ["passage"],
  quiet: [
    [
      "own voice",
      `We got to the kiln on Friday with saws, ropes, and lamps — it wasn't a bad start. The path's steep there, and we don't hurry. Nobody's touched the four crates we left. ${end}`,
    ],
    [
      "own voice about other things",
      `I can't say I like the city. We've two rooms, a stove, and a cat that won't eat. It's loud at night — you hear the trams — and I'd rather hear the weir. ${end}`,
    ],
    [
      "too short to be judged",
      "It is of paramount importance that stakeholders be informed in advance.",
    ],
    [
      "another language",
      "Die Bewertung der Ergebnisse erfolgte anhand zuvor festgelegter Kriterien; sämtliche Beteiligten wurden rechtzeitig informiert, und die Auswertung wurde dokumentiert, sodass eine Überprüfung jederzeit möglich ist und bleibt.",
    ],
    [
      "block quote",
      "> It is important that participants do not arrive early; they will be informed in advance, and it is not necessary that they respond to this communication before the deadline that has been indicated in the invitation.",
    ],
    [
      "code",
      "```\nIt is important that participants do not arrive early; they will be informed in advance, and it is not necessary.\n```",
    ],
    ["a list of things", "- boards\n- nails\n- hinges\n- saws\n- candles\n- kettles"],
    [
      "own voice in short sentences",
      `I mended the gate. It holds. We had tea, bread, and the last of the plums. The dog's asleep in the boat, and nobody's in a hurry. I can't find the small hammer. It'll turn up. ${end}`,
    ],
    [
      "a table",
      "| place | state |\n| --- | --- |\n| weir | it is important that participants do not arrive early; they will be informed in advance |\n| kiln | furthermore, the documentation must be submitted in accordance with the applicable regulations |",
    ],
    [
      "front matter",
      "---\ndescription: It is important that participants do not arrive early; they will be informed in advance by the organisation, and it is not necessary that they respond to this communication.\n---\n\nWe went home.",
    ],
  ],
  flagged: [
    [
      "an office",
      "{It is important that participants do not arrive early; they will be informed in advance by the organisation, and it is not necessary that they respond. Registration is required. Furthermore, the documentation must be submitted in accordance with the applicable regulations, which are available upon request.}",
    ],
    [
      "a model",
      "{In today's rapidly evolving landscape, organizations are increasingly leveraging innovative solutions to enhance collaboration, drive efficiency, and foster sustainable growth. By harnessing the power of cutting-edge technology, teams can unlock unprecedented opportunities and deliver meaningful, measurable outcomes for stakeholders across the globe.}",
    ],
    [
      "a paper",
      "{The results of the experiment, which are presented in Table 2, indicate that the proposed method significantly outperforms the baseline (p < 0.05); however, the observed effect was not consistent across all conditions, and further investigation will be required in order to determine the underlying mechanism.}",
    ],
    [
      "a chat",
      "{omg you guys!!! I am SO happy right now, this is literally the best day ever!! Thank you all soooo much for the messages, I love every single one of you!!! Can't wait to see you all tomorrow, it is going to be amazing!!!}",
    ],
    [
      "a contract",
      "{The Lessee shall, at its own expense, maintain the premises in good repair and shall not, without the prior written consent of the Lessor, make any alteration thereto; any such consent shall not be unreasonably withheld, provided that the Lessee has complied with all obligations arising hereunder.}",
    ],
    [
      "a press release",
      "{Global Solutions Inc., a leading provider of integrated logistics services, today announced the successful completion of its strategic acquisition. The transaction is expected to deliver significant synergies and to strengthen the company's position in key markets. Financial terms were not disclosed.}",
    ],
    [
      "a manual",
      "{Before operating the device, ensure that the power supply has been disconnected. Remove the cover by loosening the four screws located on the rear panel. Do not touch the circuit board. If the indicator does not illuminate, contact an authorized service center. Failure to comply may result in personal injury.}",
    ],
    [
      "a review of literature",
      "{Previous research has demonstrated that individual differences in working memory capacity are associated with performance on complex cognitive tasks; nevertheless, relatively few studies have examined the extent to which such associations are mediated by motivational factors, particularly among older populations.}",
    ],
    [
      "after own paragraphs",
      `I mended the gate. It holds. We had tea, bread, and the last of the plums. The dog's asleep in the boat, and nobody's in a hurry.\n\n## News\n\n{The organisation is pleased to inform all stakeholders that the evaluation of the submitted proposals has been completed. Successful applicants will be notified in due course; unsuccessful applicants are not entitled to an explanation. Furthermore, additional documentation may be requested at any time.}`,
    ],
    [
      "advertising",
      "{Discover the ultimate solution for your home! Our revolutionary formula delivers unmatched results in just minutes, leaving every surface sparkling clean and irresistibly fresh. Order now and receive an exclusive discount of 30%! Do not miss this incredible opportunity to transform your everyday life.}",
    ],
  ],
};
