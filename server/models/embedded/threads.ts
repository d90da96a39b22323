/** Milliseconds a token. */
export interface Pace {
  readonly prompt: number;
  readonly answer: number;
}

/** This much slower than one thread was alone: the cores are no longer free. */
const COLLAPSED = 2;
/** Tokens of an answer that are looked at together: one may be slow by chance. */
const WINDOW = 8;

/**
 * How many threads read a prompt and write an answer: seldom the same number is best for both. Threads that wait for a
 * core that another program took make each other a hundred times slower, so when that is seen one thread goes on alone.
 */
export class Threads {
  private spent = 0;
  private tokens = 0;

  /** `alone`: how fast one thread was when that was measured; absent = the numbers stay as they are. */
  constructor(
    public prompt: number,
    public answer: number,
    private readonly alone?: Pace,
  ) {}

  /** Told how long `tokens` of a prompt took. */
  read(milliseconds: number, tokens: number): void {
    if (this.alone !== undefined && milliseconds / tokens > COLLAPSED * this.alone.prompt) {
      this.prompt = 1;
    }
  }

  /** Told how long one token of an answer took. */
  wrote(milliseconds: number): void {
    this.spent += milliseconds;
    if (++this.tokens < WINDOW) return;
    if (this.alone !== undefined && this.spent / WINDOW > COLLAPSED * this.alone.answer) {
      this.answer = 1;
    }
    this.spent = 0;
    this.tokens = 0;
  }
}
