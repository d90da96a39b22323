import type { FaithfulnessTable } from "../../support/faithfulnessTable";

const theatre = `# The season at the Corn Exchange theatre

The roof cost €740,000 in 2021. A grant from the province paid €265,000 of this, and the rest came from the theatre's
savings. The subscription was sold to 1,860 people. Of these, students bought 214 subscriptions at half the price.

The opera sold 91 % of its seats. In the same weeks the puppet theatre sold 58 % of its seats, mostly to schools. The
bar earned €48,300. The cloakroom brought in €6,100 and was run by volunteers.

Sixty-two actors worked at the house. In the workshop 17 carpenters built the stage of the opera. The longest play took
195 minutes; the shortest one took 48 minutes.`;

const wind = `# The wind farm off Marsk

The turbines were delivered by Jutta Works for €312 million. The cable was laid by Norsea for €87 million. Each
blade weighs 34 tonnes. The foundation under a tower weighs 910 tonnes and was poured in Esbjerg.

In a storm the farm reached 96 % of its power. Over the year the average load was 47 %, somewhat more than was planned.
The survey counted 2,300 eiders. The following spring the wardens found 1,750 eiders at the same bank.`;

export const attachment: FaithfulnessTable = {
  rule: "attachment",
  notes: [
    {
      source: theatre,
      carried: [
        ["the whole sum", "The roof of the theatre cost €740,000."],
        ["the part", "The province paid €265,000 for the roof."],
        ["both", "Of the €740,000 that the roof cost, the province paid €265,000."],
        ["the part with its source turned round", "A grant of €265,000 came from the province."],
        ["helped to pay the whole", "The province helped to pay the €740,000 for the roof."],
        ["subscriptions", "Some 1,860 people bought the subscription."],
        ["students", "Students bought 214 subscriptions."],
        ["two shares", "The opera sold 91 % of its seats and the puppet theatre 58 %."],
        ["own share of the second", "The puppet theatre sold 58 % of its seats."],
        ["bar", "The bar brought in €48,300."],
        ["cloakroom", "Volunteers ran the cloakroom, which earned €6,100."],
        ["carpenters", "The stage was built by 17 carpenters."],
        ["longest play", "The longest play took 195 minutes."],
      ],
      wrong: [
        ["the whole for the part", "The province gave {€740,000→€265,000}."],
        [
          "the whole for the part, turned round",
          "The grant from the province was {€740,000→€265,000}.",
        ],
        ["sum of another till", "The cloakroom brought in {€48,300→€6,100}."],
      ],
      missed: [
        ["share of another house", "The puppet theatre sold {91 %→58 %} of its seats."],
        ["the part for the whole", "The roof cost {€265,000→€740,000}."],
        ["minutes of another play", "The shortest play took {195→48} minutes."],
        ["count of other people", "In the workshop {62→17} carpenters built the stage."],
        ["subscriptions of all", "Students bought {1,860→214} subscriptions."],
      ],
    },
    {
      source: wind,
      carried: [
        ["price of the turbines", "Jutta Works delivered the turbines for €312 million."],
        ["price of the cable", "The cable cost €87 million and was laid by Norsea."],
        ["weight of a blade", "A blade weighs 34 tonnes."],
        ["weight of a foundation", "The foundation of a tower weighs 910 tonnes."],
        ["most power", "The farm reached 96 % of its power in a storm."],
        ["average", "The average load over the year was 47 %."],
        ["both counts", "The survey counted 2,300 eiders, and the wardens found 1,750 in spring."],
      ],
      wrong: [
        ["load of a storm", "The average load over the year was {96 %→47 %}."],
        ["price of another firm", "Norsea laid the cable for {€312 million→€87 million}."],
      ],
      missed: [
        ["weight of another part", "Each blade weighs {910→34} tonnes."],
        ["count of another year", "In spring the wardens found {2,300→1,750} eiders."],
      ],
    },
  ],
};
