import type { FaithfulnessTable } from "../../support/faithfulnessTable";

const observatory = `# Kestrel Hill Observatory

The observatory was founded on 3 March 1884 by the chemist Agnes Rowe. Its first telescope arrived in the autumn of
1886. From 1914 to 1918 the dome stood empty. A fire destroyed the library on 21 June 1923; it was rebuilt between 1925
and 1927. In the 1950s a radio mast was put up behind the workshop.

The town bought the hill on 30.09.1971. The dome was reopened to visitors in April 2004. The catalogue of the comets
was printed in 1931 and again in 1949. The next open night is on 12 October 2024, and the winter talks begin on
November 5.`;

const project = `# Log of the gauge project

2023-02-14: first gauge bolted to the weir. The pump failed on 8 April 2023 and was replaced ten days later. Between May
and July 2023 the team measured the flow every hour. The report went to the county on Friday, 15 September 2023.

The second phase runs from January 2025 until the end of 2027. The licence of the software expires on 1 March 2026. Since
the flood of 1997 no winter was as wet as that of 2019/20.`;

export const date: FaithfulnessTable = {
  rule: "date",
  notes: [
    {
      source: observatory,
      carried: [
        ["month first", "The observatory was founded on March 3, 1884."],
        ["ordinal day", "Agnes Rowe founded the observatory on the 3rd of March, 1884."],
        ["ISO", "The observatory was founded on 1884-03-03."],
        ["month and year alone", "Rowe founded the observatory in March 1884."],
        ["year alone", "In 1884 the chemist Agnes Rowe founded the observatory."],
        ["decade of a year", "The observatory was founded in the 1880s."],
        ["century of a year", "The observatory was founded in the late 19th century."],
        ["century in words", "Agnes Rowe founded the observatory in the nineteenth century."],
        ["range with a dash", "The dome stood empty in 1914–18."],
        ["end of a range", "The library was rebuilt by 1927."],
        ["points between the parts", "The town bought the hill on 30 September 1971."],
        ["American order", "The town bought the hill on 9/30/1971."],
        ["short month", "The library burned on 21 Jun 1923 in a fire."],
        ["of between month and year", "Visitors have been let into the dome since April of 2004."],
        ["short decade", "A radio mast was put up in the ’50s."],
        ["two years", "The catalogue of the comets was printed in 1931 and 1949."],
        ["day without its year", "The winter talks begin on 5 November."],
        ["a weekday can't be checked", "Last Thursday the dome was reopened to visitors."],
      ],
      noClaim: [
        ["question", "Was the dome really empty until 1922?"],
        ["own experience", "I first climbed Kestrel Hill on 4 May 1998."],
        ["advice", "Visitors should come before 1 December 2024."],
      ],
      wrong: [
        ["other month", "The observatory was founded on {3 May 1884→3 March 1884}."],
        [
          "digits of the year turned round",
          "The observatory was founded on {3 March 1848→3 March 1884}.",
        ],
        ["other year", "Its first telescope arrived in the autumn of {1889→1886}."],
        ["other year of a month", "The dome was reopened to visitors in {April 2014→April 2004}."],
        ["other month of a fire", "A fire destroyed the library on {21 July 1923→21 June 1923}."],
        ["other decade", "In the {1960s→1950s} a radio mast was put up behind the workshop."],
        [
          "other month of an open night",
          "The next open night is on {12 November 2024→12 October 2024}.",
        ],
        ["ISO against words", "The next open night is on {2024-10-21→12 October 2024}."],
        ["other century", "The observatory was founded in the {17th century→3 March 1884}."],
        ["years turned round in a list item", "- bought by the town on {30 September 1917}"],
      ],
      missed: [
        [
          "day that the source does not give",
          "The dome was reopened to visitors on {17 April 2004}.",
        ],
      ],
    },
    {
      source: project,
      carried: [
        ["ISO in words", "The first gauge was bolted to the weir on 14 February 2023."],
        ["no year", "On April 8 the pump failed."],
        ["months of a range", "The flow was measured every hour from May to July 2023."],
        ["weekday and date", "On Friday, September 15, 2023, the report went to the county."],
        ["winter over two years", "The winter of 2019–20 was the wettest since the flood of 1997."],
        ["end of a year", "The second phase will last until 2027."],
        ["month in brackets", "The second phase (from January 2025) runs until the end of 2027."],
        ["years that begin a sentence", "2025 sees the start of the second phase."],
        [
          "a bare number is no year",
          "The report went to the county on 15 September 2023 as `log-1984.pdf`.",
        ],
      ],
      wrong: [
        ["other day", "The pump failed on {18 April 2023→8 April 2023}."],
        [
          "other end of the phase",
          "The second phase runs from January 2025 until the end of {2029→2027}.",
        ],
        [
          "other year of expiry",
          "The licence of the software expires on {1 March 2028→1 March 2026}.",
        ],
        ["other flood", "Since the flood of {1979→1997} no winter was as wet."],
        [
          "other month of the report",
          "The report went to the county on {15 December 2023→15 September 2023}.",
        ],
      ],
    },
  ],
};
