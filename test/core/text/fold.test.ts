import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold } from "../../../server/core/text/fold";

describe("folding", () => {
  it.each([
    ["‘It’s’ – “so” — they say…", "'It's' -- \"so\" -- they say..."],
    ["«oui» „nein“ ‹x›", '"oui" "nein" \'x\''],
    ["run `npm test` or ``a ` b`` now", "run CODE or CODE now"],
    ["see https://a.b/c?d=e,f. Or www.x.org/y, or me@x.org!", "see URL. Or URL, or URL!"],
    ["one\ntwo\t three\u00A0four", "one two three four"],
    ["one\r\n\r\ntwo\n \n\nthree", "one\n\ntwo\n\nthree"],
    ["a non\u2011breaking hy\u00ADphen", "a non-breaking hyphen"],
    ["  ", ""],
  ])("%j becomes %j", (text, expected) => {
    expect(fold(text)).toBe(expected);
  });

  it("changes nothing the second time", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary", maxLength: 8 }),
      fc.constantFrom("“", "…", " — ", "\n\n", "`code`", "https://a.b ", "word "),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (parts) => {
        const once = fold(parts.join(""));
        expect(fold(once)).toBe(once);
      }),
    );
  });
});
