import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { version } from "../package.json";
import { startLanguageServer } from "./startLanguageServer";
import { defaultDataFolder } from "./storage/installation";

const usage = `Usage: penprint-server --stdio [--profile FILE] [--data-dir DIR]

The language server alone, for any editor.
  --stdio           speaks over standard input and output (also --node-ipc, --pipe=NAME, --socket=PORT)
  --profile FILE    judges against this profile, which is neither learned nor written
  --data-dir DIR    log, profiles, adapters and model cache (or PENPRINT_DATA)
  --version, --help`;

function run(): void {
  const options = {
    stdio: { type: "boolean" },
    "node-ipc": { type: "boolean" },
    pipe: { type: "string" },
    socket: { type: "string" },
    clientProcessId: { type: "string" },
    profile: { type: "string" },
    "data-dir": { type: "string" },
    version: { type: "boolean" },
    help: { type: "boolean" },
  } as const;
  let values;
  try {
    ({ values } = parseArgs({ options }));
  } catch (error) {
    badUsage(error instanceof Error ? error.message : String(error));
    return;
  }
  if (values.help === true) {
    console.log(usage);
  } else if (values.version === true) {
    console.log(version);
  } else if (values.stdio ?? values["node-ipc"] ?? values.pipe ?? values.socket) {
    const profile = values.profile === undefined ? undefined : resolve(values.profile);
    if (profile !== undefined && !existsSync(profile)) {
      console.error(
        `penprint-server: --profile ${profile} does not exist: make it with \`penprint learn\`.`,
      );
      process.exitCode = 2;
      return;
    }
    // A client that goes away takes the server with it: stdin and sockets are watched by the library, IPC here.
    process.once("disconnect", () => process.exit(1));
    // A client may refuse any request of the server: that ends no session.
    process.on("unhandledRejection", (reason) => console.error("penprint-server:", reason));
    startLanguageServer(createConnection(ProposedFeatures.all), {
      dataFolder: resolve(values["data-dir"] ?? defaultDataFolder()),
      ...(profile === undefined ? {} : { profileFile: profile }),
    });
  } else {
    badUsage("say how to speak to the client, for example --stdio");
  }
}

function badUsage(message: string): void {
  console.error(`penprint-server: ${message}\n\n${usage}`);
  process.exitCode = 2;
}

run();
