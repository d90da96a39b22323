/** What must not be trained on, each with the word that stands in its place. */
const placeholders = {
  "passwords, keys and tokens": "SECRET",
  "e-mail addresses": "EMAIL",
  IBANs: "IBAN",
  "card numbers": "CARD",
  "phone numbers": "PHONE",
} as const;
export type Scrubbed = keyof typeof placeholders;

interface Pattern {
  readonly kind: Scrubbed;
  readonly shape: RegExp;
  /** Whether a text of that shape is one. */
  readonly isOne?: (found: string) => boolean;
}

/** Shapes of well-known issuers, and what is named a secret where it stands. */
const secrets = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(?:sk|pk|rk)[-_](?:(?:live|test|proj|ant|or)[-_])?[\w-]{16,}/g,
  /\b(?:gh[pousr]_\w{30,}|github_pat_\w{40,}|glpat-[\w-]{20,}|xox[abeoprs]-[\w-]{10,})/g,
  /\b(?:AKIA|ASIA|AROA|AIDA)[0-9A-Z]{16}\b/g,
  /\bAIza[\w-]{35}|\bya29\.[\w-]{20,}/g,
  /\b(?:npm_\w{36}|hf_\w{30,}|pypi-[\w-]{50,}|dop_v1_[0-9a-f]{64}|SG\.[\w-]{16,}\.[\w-]{16,})/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]+/g,
  /\bBearer\s+[\w.~+/-]{20,}=*/g,
  /(?<=\b[a-z][a-z0-9+.-]*:\/\/)[^\s/:@]+:[^\s/@]+@[^\s/]+/gi,
  /(?<=\b(?:password|passwd|passphrase|secret|api[ _-]?key|access[ _-]?token|auth[ _-]?token)\s?(?:[:=]|is)\s?["'`]?)(?=[^\s"'`]*\d)[^\s"'`]{8,}/gi,
];

const patterns: readonly Pattern[] = [
  ...secrets.map((shape): Pattern => ({ kind: "passwords, keys and tokens", shape })),
  {
    kind: "e-mail addresses",
    shape: /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+(?<![.-])/g,
  },
  { kind: "IBANs", shape: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}\b/g, isOne: isIban },
  { kind: "card numbers", shape: /(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w-])/g, isOne: isCard },
  {
    kind: "phone numbers",
    // From another country, from this one with its leading 0, and as North America writes them.
    shape:
      /(?<![\w.,/-]|\d )(?:\+\d[\d ().\u2011\u2013/-]{6,20}\d|\(?0\d{1,5}\)?[ /.\u2011\u2013-]?\d[\d .\u2011\u2013-]{4,14}\d|\(\d{3}\) ?\d{3}[-. ]\d{4}|\d{3}[-.]\d{3}[-.]\d{4})(?![\w-]|[.,]\d)/g,
    isOne: isPhone,
  },
];

export interface ScrubResult {
  readonly text: string;
  /** How many of each were found. */
  readonly found: Readonly<Partial<Record<Scrubbed, number>>>;
}

/** The text with a placeholder for everything that is secret or tells a person's addresses and numbers. */
export function scrub(text: string): ScrubResult {
  const found: Partial<Record<Scrubbed, number>> = {};
  let scrubbed = text;
  for (const { kind, shape, isOne } of patterns) {
    scrubbed = scrubbed.replace(shape, (one) => {
      if (isOne?.(one) === false) return one;
      found[kind] = (found[kind] ?? 0) + 1;
      return placeholders[kind];
    });
  }
  return { text: scrubbed, found };
}

const digitsOf = (text: string): string => text.replace(/\D/g, "");

function isPhone(found: string): boolean {
  const { length } = digitsOf(found);
  // A date such as 01.02.2024 has eight digits.
  return length <= 15 && length >= (found.startsWith("+") ? 8 : 9);
}

/** ISO/IEC 7812: the Luhn sum. */
function isCard(found: string): boolean {
  const digits = digitsOf(found);
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    sum += i % 2 === 0 ? digit : digit < 5 ? 2 * digit : 2 * digit - 9;
  }
  return sum % 10 === 0 && !/^(\d)\1*$/.test(digits);
}

/** ISO 13616: letters as numbers, the first four characters last, 1 modulo 97. */
function isIban(found: string): boolean {
  const compact = found.replaceAll(" ", "");
  if (compact.length < 15 || compact.length > 34) return false;
  let rest = 0;
  for (const character of compact.slice(4) + compact.slice(0, 4)) {
    for (const digit of String(parseInt(character, 36))) rest = (rest * 10 + Number(digit)) % 97;
  }
  return rest === 1;
}
