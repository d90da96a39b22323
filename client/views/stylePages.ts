import { ViewColumn, window, type Disposable, type WebviewPanel } from "vscode";
import { stylePageRequest, type Status } from "../../server/protocol/requests";
import type { PenprintServer } from "../languageClient";

/** Where its links may lead. */
const links = ["penprint.learnStyle", "penprint.switchProfile"];

/** The page about how the author writes, as the server draws it; without scripts, one at a time, anew after learning. */
export class StylePages implements Disposable {
  private panel: WebviewPanel | undefined;
  /** The note that is held beside its author. */
  private uri: string | undefined;
  private shown = "";
  private readonly listener: Disposable;

  constructor(private readonly server: PenprintServer) {
    this.listener = server.onStatus((status) => this.follow(status));
  }

  /** For tests: the page as it is shown. */
  get html(): string {
    return this.panel?.webview.html ?? "";
  }

  /** @param uri of the note that is held beside its author; absent = the author of the first folder */
  async show(uri: string | undefined): Promise<void> {
    const { title, html } = await this.ask(uri);
    this.uri = uri;
    this.shown = learnedIn(this.server.status);
    const panel = (this.panel ??= this.open(title));
    put(panel, title, html);
    panel.reveal();
  }

  dispose(): void {
    this.listener.dispose();
    this.panel?.dispose();
  }

  /** What was learned meanwhile is shown without taking the focus. */
  private follow(status: Status | undefined): void {
    const learned = learnedIn(status);
    if (this.panel === undefined || learned === "" || learned === this.shown) return;
    this.shown = learned;
    this.ask(this.uri).then(
      ({ title, html }) => {
        if (this.panel !== undefined) put(this.panel, title, html);
      },
      (error: unknown) => this.server.log.warn(`The style page stays as it was: ${String(error)}`),
    );
  }

  private ask(uri: string | undefined) {
    return this.server.request(stylePageRequest, uri === undefined ? {} : { uri });
  }

  private open(title: string): WebviewPanel {
    const panel = window.createWebviewPanel(
      "penprint.style",
      title,
      { viewColumn: ViewColumn.Active },
      {
        enableScripts: false,
        enableCommandUris: links,
        enableFindWidget: true,
        localResourceRoots: [],
      },
    );
    panel.onDidDispose(() => (this.panel = undefined));
    return panel;
  }
}

function put(panel: WebviewPanel, title: string, html: string): void {
  panel.title = title;
  panel.webview.html = html;
}

/** Equal as long as nothing else is learned; empty while that cannot be said. */
function learnedIn(status: Status | undefined): string {
  if (status === undefined || status.profile.state === "learning") return "";
  const { state, author, words } = status.profile;
  return `${state} ${words} ${author}`;
}
