export type NoticeKind = "information" | "warning" | "error";

/** Something to do about a notice, as a button. */
export interface NoticeAction {
  readonly title: string;
  run(): unknown;
}

export interface Notice {
  readonly kind: NoticeKind;
  readonly text: string;
  /** At least one: a notice that nothing can be done about is no notice. */
  readonly actions: readonly [NoticeAction, ...NoticeAction[]];
}

/** What the queue needs of an editor. */
export interface NoticeWindow {
  /** Resolves with the title of the button, or undefined when the notice was closed. */
  show(kind: NoticeKind, text: string, titles: readonly string[]): PromiseLike<string | undefined>;
  /** Puts notices that are shown away, where they can be looked up. */
  hide(): PromiseLike<unknown>;
}

/** Milliseconds after which an editor itself has put a notice away: nobody waits for it any longer. */
const shownFor = 15_000;

interface Shown {
  readonly text: string;
  /** Answered, closed, or seen long enough. */
  readonly ended: Promise<unknown>;
}

/**
 * One notice at a time. What the user has just asked for puts the one before away; everything else waits until that one
 * was answered, closed or has been seen long enough.
 */
export class NoticeQueue {
  private current: Shown | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private readonly waiting = new Set<string>();
  private unanswered = 0;

  constructor(
    private readonly window: NoticeWindow,
    private readonly milliseconds = shownFor,
  ) {}

  /** The answer to what the user did: shown at once. Resolves when a button's action is done or the notice was closed. */
  async answer(notice: Notice): Promise<void> {
    if (this.current?.text !== notice.text) await this.show(notice);
  }

  /** What happens by itself: in turn, and never twice while it waits. */
  async tell(notice: Notice): Promise<void> {
    if (this.current?.text === notice.text || this.waiting.has(notice.text)) return;
    this.waiting.add(notice.text);
    const before = this.last;
    let shown: () => void = () => undefined;
    this.last = new Promise<void>((resolve) => (shown = resolve));
    await before;
    while (this.current !== undefined) await this.current.ended;
    this.waiting.delete(notice.text);
    const closed = this.show(notice);
    shown();
    await closed;
  }

  private async show({ kind, text, actions }: Notice): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
      timer = setTimeout(resolve, this.milliseconds);
    }).then(() => {
      if (this.current === shown) this.current = undefined;
    });
    const shown: Shown = { text, ended };
    this.current = shown;
    if (this.unanswered > 0) await this.window.hide();
    this.unanswered++;
    const titles = actions.map((action) => action.title);
    const title = await this.window.show(kind, text, titles);
    this.unanswered--;
    clearTimeout(timer);
    end();
    await actions.find((action) => action.title === title)?.run();
  }
}
