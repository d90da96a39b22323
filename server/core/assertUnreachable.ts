/** Closes a discriminated union: a case that was forgotten is a compile error here. */
export function assertUnreachable(value: never): never {
  throw new Error(`Unreachable: ${JSON.stringify(value)}`);
}
