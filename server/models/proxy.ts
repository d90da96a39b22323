import { EnvHttpProxyAgent, type Dispatcher } from "undici";

/** Servers on this machine are never reached through a proxy. */
const local = ["localhost", "127.0.0.1", "[::1]", "::1"];

/**
 * How requests leave this machine: through the proxy of the settings, else through that of the environment
 * (HTTP_PROXY, HTTPS_PROXY, NO_PROXY), else directly. Node's own fetch looks at neither before Node 24.
 */
export function proxyDispatcher(setting: string, env: NodeJS.ProcessEnv): Dispatcher {
  const named = (name: string): string => env[name.toLowerCase()] ?? env[name] ?? "";
  const chosen = setting.trim();
  // An empty string keeps undici from looking into the process's own environment.
  return new EnvHttpProxyAgent({
    httpProxy: chosen || named("HTTP_PROXY"),
    httpsProxy: chosen || named("HTTPS_PROXY"),
    noProxy: [named("NO_PROXY"), ...local].filter(Boolean).join(","),
  });
}
