/** Stems of verbs (and their nouns) that take both `-ise` and `-ize`; those that take one alone ("advise", "size") are not in here. */
export const izeStems: readonly string[] = `
  agon apolog author brutal capital categor central character civil colon commercial computer container critic crystall
  custom decentral democrat depriorit diagonal digit dramat econom emphas energ equal extern factor familiar fantas final
  formal general global harmon hospital human hypothes ideal immun incentiv individual industrial initial internal
  international item jeopard legal liberal local marginal material maxim memor mesmer minim mobil modern modular monet
  national natural neutral normal operational optim organ over-general parallel parameter patron penal personal polar
  popular priorit privat public radical random rational real recogn reorgan revital scrutin sensit serial social special
  stabil standard steril stigmat subsid summar symbol sympath synchron synthes system theor token trivial unauthor
  un-organ urban util vandal victim virtual visual vocal weapon western`
  .trim()
  .split(/\s+/);

/** British and American spellings, by class: `british american`, whole words with their forms apart by `/`. */
export const dialectPairs: Readonly<Record<string, readonly string[]>> = {
  our: [
    "behaviour/behaviours/behavioural behavior/behaviors/behavioral",
    "colour/colours/coloured/colouring/colourful color/colors/colored/coloring/colorful",
    "favour/favours/favoured/favouring/favourite/favourites/favourable favor/favors/favored/favoring/favorite/favorites/favorable",
    "flavour/flavours/flavoured flavor/flavors/flavored",
    "harbour/harbours harbor/harbors",
    "honour/honours/honoured/honouring/honourable honor/honors/honored/honoring/honorable",
    "humour humor",
    "labour/labours/laboured labor/labors/labored",
    "neighbour/neighbours/neighbouring/neighbourhood/neighbourhoods neighbor/neighbors/neighboring/neighborhood/neighborhoods",
    "rumour/rumours/rumoured rumor/rumors/rumored",
    "endeavour/endeavours/endeavoured endeavor/endeavors/endeavored",
    "odour/odours odor/odors",
    "vapour vapor",
    "savour/savours/savoury savor/savors/savory",
  ],
  re: [
    "centre/centres/centred/centring center/centers/centered/centering",
    "theatre/theatres theater/theaters",
    "litre/litres liter/liters",
    "fibre/fibres fiber/fibers",
    "calibre caliber",
    "kilometre/kilometres kilometer/kilometers",
    "sombre somber",
  ],
  doubling: [
    "travelled/travelling/traveller/travellers traveled/traveling/traveler/travelers",
    "modelled/modelling modeled/modeling",
    "labelled/labelling labeled/labeling",
    "cancelled/cancelling canceled/canceling",
    "signalled/signalling signaled/signaling",
    "levelled/levelling leveled/leveling",
    "fuelled/fuelling fueled/fueling",
    "channelled/channelling channeled/channeling",
    "counselling/counsellor/counsellors counseling/counselor/counselors",
    "focussed/focussing focused/focusing",
    "fulfil/fulfils/fulfilment fulfill/fulfills/fulfillment",
    "enrol/enrols/enrolment enroll/enrolls/enrollment",
    "skilful/skilfully skillful/skillfully",
    "jewellery jewelry",
  ],
  yse: [
    "analyse/analysed/analysing analyze/analyzed/analyzing",
    "paralyse/paralysed/paralysing paralyze/paralyzed/paralyzing",
    "catalyse/catalysed/catalysing catalyze/catalyzed/catalyzing",
  ],
  ence: [
    "defence/defences defense/defenses",
    "offence/offences offense/offenses",
    "pretence pretense",
  ],
  learnt: ["learnt learned", "burnt burned", "dreamt dreamed", "spelt spelled", "leapt leaped"],
  other: [
    "grey/greys/greyed gray/grays/grayed",
    "catalogue/catalogues/catalogued catalog/catalogs/cataloged",
    "judgement/judgements judgment/judgments",
    "acknowledgement/acknowledgements acknowledgment/acknowledgments",
    "ageing aging",
    "aluminium aluminum",
    "artefact/artefacts artifact/artifacts",
    "sceptical/sceptic/sceptics/scepticism skeptical/skeptic/skeptics/skepticism",
    "manoeuvre/manoeuvres maneuver/maneuvers",
    "mould/moulds/mouldy mold/molds/moldy",
    "plough/ploughs/ploughed plow/plows/plowed",
    "cosy cozy",
    "maths math",
    "programme/programmes program/programs",
    "encyclopaedia encyclopedia",
    "paediatric pediatric",
    "moustache mustache",
    "pyjamas pajamas",
    "tyre/tyres tire/tires",
  ],
};
