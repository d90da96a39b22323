import type { FaithfulnessTable } from "../../support/faithfulnessTable";

const voyage = `# The voyage of the Northern Heron

The expedition of the Royal Meridian Society left Tromsø for Jan Mayen under Captain Ingrid Solberg. The physician was
Dr. Pál Kertész of Budapest; the botanist, Mei-Ling Chao, had come from Taiwan. The cook, José Ibarra, had never been to
sea. The ship, the *Northern Heron*, was built in Gdańsk and belongs to Acme Hydraulics Ltd.

The National Institute for Ocean Research lent the instruments. The Halvard Foundation gave the money. The novelist
J. R. Whitcombe wrote about the voyage in "The Cold Ledger", and the Oslo Evening Post printed the letters of the crew.
The drawings of the ice are kept at the Maritime Museum in Bergen.`;

const library = `# Meeting of 4 June

Present: Dana Whitlock (chair), Tomás Reyes, Priya Raman, and Ulf Andersson from the city council. Reyes presented the
new catalogue, which runs on Koha. Raman asked the council for a ramp at the Mill Street entrance. The firm Brandt &
Sons offered to build it. The children's corner is named after Astrid Lindgren. WHO guidelines on air were discussed.`;

export const name: FaithfulnessTable = {
  rule: "name",
  notes: [
    {
      source: voyage,
      carried: [
        ["surname", "Solberg led the expedition to Jan Mayen."],
        ["title and surname", "Captain Solberg left Tromsø with the expedition."],
        ["initial and surname", "P. Kertész was the physician of the expedition."],
        ["possessive", "Ingrid Solberg’s expedition left for Jan Mayen."],
        ["accents left out", "The physician was Pal Kertesz of Budapest."],
        ["Nordic letter left out", "The expedition left Tromso under Captain Solberg."],
        ["short for an institute", "The NIOR lent the instruments."],
        ["short for a society", "The expedition of the RMS left Tromsø."],
        ["people of a place", "The botanist was Taiwanese."],
        ["company without its ending", "The ship belongs to Acme Hydraulics."],
        ["no hyphen", "Mei Ling Chao, the botanist, had come from Taiwan."],
        ["surname of initials", "Whitcombe wrote about the voyage."],
        ["title of a book", "Whitcombe called her book about the voyage *The Cold Ledger*."],
        ["ship in italics", "The *Northern Heron* was built in Gdańsk."],
        ["capitals", "The NORTHERN HERON was built in Gdańsk."],
        ["short for a paper", "The Evening Post printed the crew's letters."],
        [
          "a link's text",
          "The drawings are kept at the [Maritime Museum](https://example.org/Hamburg) in Bergen.",
        ],
      ],
      noClaim: [
        ["question", "Did Roald Amundsen ever sail on the Northern Heron?"],
        ["own experience", "I met Ingrid Solberg in Reykjavik, and we talked about the voyage."],
        ["heading", "## From Hamburg to Spitsbergen"],
        ["call to action", "Write to Harriet Blum for a print of the drawings."],
      ],
      wrong: [
        ["other first name", "The expedition left under Captain {Astrid Solberg→Ingrid Solberg}."],
        ["other place", "The expedition left {Murmansk} for Jan Mayen."],
        [
          "other name of a ship",
          "The ship, the {Southern Heron→Northern Heron}, was built in Gdańsk.",
        ],
        ["other surname", "The physician, Dr. {Pál Németh}, came from Budapest."],
        ["other city", "The ship was built in {Rotterdam}."],
        ["other foundation", "The {Lindqvist Foundation→Halvard Foundation} gave the money."],
        ["other author", "The novelist {Beatrix Thorne} wrote about the voyage."],
        ["other acronym", "The {NOAA} lent the instruments for the voyage."],
        ["other cook", "The cook, {José Aguirre→José Ibarra}, had never been to sea."],
        ["other country", "The botanist had come from {Vietnam}."],
      ],
      missed: [
        [
          "other surname before a place",
          "The physician was Dr. {Pál Németh of Budapest→Pál Kertész of Budapest}.",
        ],
        [
          "a rare word begins the sentence",
          "Seafarers wrote letters, and the Oslo Evening Post printed the letters of the crew.",
        ],
        ["country of a city", "The Hungarian physician was Pál Kertész."],
        [
          "one word of three is other",
          "The expedition of the {Royal Meridian Academy→Royal Meridian Society} left Tromsø.",
        ],
      ],
    },
    {
      source: library,
      carried: [
        ["first name alone", "Dana chaired the meeting."],
        ["ampersand spelled out", "Brandt and Sons offered to build the ramp."],
        [
          "acronym spelled out",
          "Guidelines of the World Health Organization on air were discussed.",
        ],
        ["accents left out", "Tomas Reyes presented the new catalogue."],
        ["weekday and month", "On a Tuesday in June Reyes presented the catalogue."],
        ["street shortened", "Raman asked for a ramp at the Mill St. entrance."],
        ["software in lower case", "The new catalogue runs on koha."],
        ["possessive", "Lindgren’s name was given to the children's corner."],
        ["names joined by a slash", "Present were Whitlock/Reyes and Raman/Andersson."],
        ["list of names", "- Dana Whitlock\n- Tomás Reyes\n- Priya Raman"],
      ],
      wrong: [
        [
          "other first name",
          "Present were Dana Whitlock, Tomás Reyes, and {Kavita Raman→Priya Raman}.",
        ],
        ["other firm", "The firm {Kessler} offered to build the ramp."],
        [
          "other street",
          "Raman asked the council for a ramp at the {Bridge Street→Mill Street} entrance.",
        ],
        ["other software", "Reyes presented the new catalogue, which runs on {Evergreen}."],
        ["other writer", "The children's corner is named after {Tove Jansson}."],
        ["other council member", "The city council sent {Ulf Bergman→Ulf Andersson}."],
      ],
    },
  ],
};
