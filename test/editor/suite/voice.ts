import type { ChatServer } from "../../support/chatServer";
import { voiceServer } from "../../support/voiceServer";
import { activate, setSettings, until } from "./window";

/** Runs `work` with a stylist's server on this machine in the settings. */
export async function withVoice(work: (voice: ChatServer) => Promise<void>): Promise<void> {
  const { server } = await activate();
  const voice = await voiceServer();
  try {
    await setSettings({
      "model.candidates": 2,
      "model.serverModel": "voice",
      "model.serverUrl": voice.baseUrl,
    });
    await until("the server's address", () => server.status?.model.message === voice.baseUrl);
    await work(voice);
  } finally {
    await setSettings({ "model.serverUrl": "", "model.serverModel": "", "model.candidates": 1 });
    await voice.close();
  }
}
