/** A half-open range of UTF-16 code units, `[start, end)`. What it is relative to is said where it is used. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A replacement of `[start, end)` by `newText`; offsets in UTF-16 units into the text before the edit. */
export interface TextEdit extends Span {
  readonly newText: string;
}

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

export function shift<T extends Span>(span: T, by: number): T {
  return { ...span, start: span.start + by, end: span.end + by };
}
