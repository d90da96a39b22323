import type { FaithfulnessTable } from "../../support/faithfulnessTable";

const ferry = `# The Skarholm ferry in 2022

The ferry *Hildur* carried 1,204,000 passengers in 2022, which is 18 % more than the year before. The crossing takes
35 minutes. Of the passengers, 33 % were tourists, and one in eight was a schoolchild. A single ticket costs €4.50; a
monthly pass costs €62. The ferry sails 24 times a day, between 5:40 am and 11:15 pm.

The ship is 84 metres long and burns 310 litres of diesel an hour. A battery that was tried in spring cut this by
12.5 %. The new quay at Lunde cost €3.2 million, of which the county paid three quarters. Twenty-six people work on
board, in two shifts of thirteen. Between 40 and 55 cars fit on the deck. In the storms of January, 17 sailings were
cancelled. Over the year nine out of ten sailings left on time.`;

const database = `# Quillbase 4.2

Quillbase 4.2 reads 250,000 rows in 1.8 seconds on a laptop with 16 GB of memory. The index takes 40 MB on disk. At
the 99th percentile, the latency of a query fell from 120 ms to 45 ms. The server accepts 64 connections at most, and
it closes idle ones after 30 seconds.

The beta was downloaded 8,412 times. Testers reported 61 problems, 7 of which are still open. The test suite grew to
3,900 tests. The team is five people in three countries, and about 20 % of the code is written in C. The price per
seat is $12 a month.`;

export const number: FaithfulnessTable = {
  rule: "number",
  notes: [
    {
      source: ferry,
      carried: [
        ["million for a number in digits", "The ferry carried 1.2 million passengers in 2022."],
        ["rounded digits after some", "In 2022 the ferry carried some 1,200,000 passengers."],
        ["thin spaces between digits", "The ferry carried 1\u202F204\u202F000 passengers."],
        ["a third for 33 %", "A third of the passengers were tourists."],
        ["a share for one in eight", "About 13 % of the passengers were schoolchildren."],
        ["one in eight with the noun between", "One passenger in eight was a schoolchild."],
        ["a percentage for three quarters", "The county paid 75 % of what the quay at Lunde cost."],
        ["a word for the currency", "The new quay at Lunde cost 3.2 million euros."],
        ["more than", "The new quay cost more than €3 million."],
        ["digits for a number in words", "On board work 26 people, in 2 shifts of 13."],
        ["two dozen", "The ferry sails two dozen times a day."],
        ["a range with to", "There is room for 40 to 55 cars on the deck."],
        ["a range with a dash", "The deck takes 40–55 cars."],
        ["time with leading zero", "The first ferry sails at 05:40, and the last at 23:15."],
        ["m for metres", "The ship is 84 m long."],
        ["nine in ten", "Nine in ten sailings left on time over the year."],
        ["ninety per cent", "Some 90 per cent of the sailings left on time."],
        ["in a list", "- single ticket: €4.50\n- monthly pass: €62"],
        ["half an hour is no share", "The crossing takes a little more than half an hour."],
      ],
      noClaim: [
        ["question", "Would you pay €9 for a single ticket on the ferry?"],
        ["own experience", "I counted 71 cars on the deck one evening in July."],
        ["advice", "The company should add 6 sailings a day in summer."],
        ["call to action", "Please be on the quay 15 minutes before the ferry sails."],
        ["heading", "## 2 million passengers and 90 sailings"],
      ],
      wrong: [
        ["other millions", "The ferry carried {1.5 million→1,204,000} passengers in 2022."],
        ["other percentage", "Of the passengers, {38 %→33 %} were tourists."],
        ["digits turned round", "The crossing takes {53→35} minutes."],
        ["other price", "A monthly pass costs {€26→€62}."],
        ["other length", "The ship is {48→84} metres long."],
        ["other number of sailings", "The ferry sails {42→24} times a day."],
        ["other fraction", "The county paid {two thirds→three quarters} of what the quay cost."],
        ["billion for million", "The new quay at Lunde cost {€3.2 billion→€3.2 million}."],
        ["other count", "In the storms of January, {71→17} sailings were cancelled."],
        ["other decimal", "The battery that was tried in spring cut this by {15.2 %→12.5 %}."],
        ["other time", "The ferry sails between 5:40 am and {10:15 pm→11:15 pm}."],
        ["number of nothing in the source", "The ferry sells {2,700} cups of coffee on board."],
      ],
    },
    {
      source: database,
      carried: [
        ["k for thousand", "Quillbase 4.2 reads 250k rows in 1.8 seconds."],
        ["a quarter of a million", "It reads a quarter of a million rows in under two seconds."],
        ["unit without a space", "The laptop has 16GB of memory, and the index takes 40MB."],
        ["v before a version", "Quillbase v4.2 keeps an index of 40 MB on disk."],
        ["fewer than", "The latency of a query fell to fewer than 50 ms."],
        ["rounded down", "The beta was downloaded over 8,000 times."],
        ["rounded thousands", "The beta was downloaded 8.4k times."],
        ["almost", "The test suite grew to almost 4,000 tests."],
        ["words for small digits", "Seven of the 61 problems are still open."],
        ["digits for small words", "The team is 5 people in 3 countries."],
        ["half a minute", "The server closes idle connections after half a minute."],
        ["a fifth for about 20 %", "About a fifth of the code is written in C."],
        ["price with the currency behind", "A seat costs 12 USD a month."],
        ["numbered list", "1. The index takes 40 MB.\n2. The server accepts 64 connections."],
      ],
      noClaim: [
        ["opinion", "In my opinion 100 connections would be better than 64."],
        ["call to action", "Set the limit to 500 connections and restart the server."],
      ],
      wrong: [
        ["other count of rows", "Quillbase 4.2 reads {600,000→250,000} rows in 1.8 seconds."],
        ["other memory", "The laptop has {32→16} GB of memory."],
        ["other limit", "The server accepts {128→64} connections at most."],
        ["other time in seconds", "It closes idle connections after {90→30} seconds."],
        ["other share", "About {70 %→20 %} of the code is written in C."],
        ["other latency", "The latency of a query fell from {180→120} ms to 45 ms."],
        ["bold", "Testers reported **{81}** problems."],
      ],
    },
  ],
};
