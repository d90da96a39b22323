/**
 * The same text in a string of its own. An engine may keep a slice as a view of the text it was cut from; what outlives a
 * version of a note must not keep that whole version alive.
 */
export function detach(slice: string): string {
  return ` ${slice}`.slice(1);
}
