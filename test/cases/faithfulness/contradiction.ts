import type { FaithfulnessTable } from "../../support/faithfulnessTable";

const garden = `# Minutes of the allotment society, 9 May

The society accepted the new fence. It rejected the plan for a car park, because most members come by bicycle. The pond
is not deep, and children may play there. The western path is open in winter; the eastern path is closed. The chair,
Olga Brandt, opposed the use of slug pellets, and the treasurer supported it. Dogs are forbidden in the greenhouse.

The rent of a plot rose by a little, while the price of water fell. The compost must be turned before the first frost.
The shed was built without a permit. Membership is mandatory for tenants. No tenant has paid late this year. The bees
did not survive the winter. The society could not find a beekeeper. The old pump is reliable, the new one is not.`;

const release = `# Notes on release 7

The export runs automatically at night. Attachments are not encrypted. The server never deletes a draft. Search ignores
capital letters. The new editor starts faster than the old one. Plugins are disabled by default. The import fails when a
file is larger than the limit. Comments are public, and reactions are private. Version 7 does not support tables, but it
supports footnotes. The licence allows commercial use. The database must be stopped before the upgrade.`;

export const contradiction: FaithfulnessTable = {
  rule: "contradiction",
  notes: [
    {
      source: garden,
      carried: [
        ["not rejected is accepted", "The new fence was not rejected by the society."],
        ["noun for a verb", "The society turned down the plan for a car park."],
        ["shallow for not deep", "The pond is shallow, and children may play there."],
        ["both paths", "In winter only the western path is open."],
        ["not open for closed", "The eastern path is not open in winter."],
        ["against for opposed", "Olga Brandt was against the use of slug pellets."],
        ["not allowed for forbidden", "Dogs are not allowed in the greenhouse."],
        ["two statements", "The rent of a plot rose, but the price of water fell."],
        ["lacked for without", "The shed lacked a permit when it was built."],
        ["nobody for no tenant", "None of the tenants has paid late this year."],
        ["unable for could not", "The society was unable to find a beekeeper."],
        ["died for did not survive", "The bees died in the winter."],
      ],
      noClaim: [
        ["question", "Why did the society accept the plan for a car park?"],
        ["opinion", "The society should not have rejected the car park."],
        ["own experience", "I never liked the eastern path, and I am not alone."],
      ],
      wrong: [
        ["rejected for accepted", "The society {rejected→accepted} the new fence."],
        ["denial left out", "The pond is {deep}, and children may play there."],
        ["closed for open", "The western path is {closed→open} in winter."],
        ["after for before", "The compost must be turned {after→before} the first frost."],
        ["optional for mandatory", "Membership is {optional→mandatory} for tenants."],
        ["denial left out of the past", "The bees {survived} the winter."],
        ["denial added", "The society did not {accept} the new fence."],
      ],
      missed: [
        [
          "unreliable for reliable, denied",
          "The old pump is reliable, while the new one is unreliable.",
        ],
        ["accepted for rejected", "The society {accepted→rejected} the plan for a car park."],
        ["other end of the compass", "The {eastern→western} path is open in winter."],
        [
          "supported for opposed",
          "The chair, Olga Brandt, {supported→opposed} the use of slug pellets.",
        ],
        ["fell for rose", "The rent of a plot {fell→rose} by a little."],
      ],
    },
    {
      source: release,
      carried: [
        ["unencrypted", "Attachments are unencrypted."],
        ["not deleted", "Drafts are never deleted by the server."],
        ["slower, turned round", "The old editor starts slower than the new one."],
        ["switched off", "By default plugins are not enabled."],
        [
          "works below the limit",
          "The import does not fail when a file is smaller than the limit.",
        ],
        ["prohibited, denied", "The licence does not prohibit commercial use."],
        ["a list of both", "- comments: public\n- reactions: private"],
      ],
      wrong: [
        ["manually for automatically", "The export runs {manually→automatically} at night."],
        ["denial left out", "Attachments are {encrypted}."],
        ["always for never", "The server {always→never} deletes a draft."],
        ["slower for faster", "The new editor starts {slower→faster} than the old one."],
        ["enabled for disabled", "Plugins are {enabled→disabled} by default."],
        ["prohibits for allows", "The licence {prohibits→allows} commercial use."],
        ["started for stopped", "The database must be {started→stopped} before the upgrade."],
      ],
      missed: [
        ["no tables", "Version 7 supports footnotes but no tables."],
        ["private for public", "Comments are {private→public}."],
        ["denial left out of a list", "- Version 7 does {support} tables"],
      ],
    },
  ],
};
