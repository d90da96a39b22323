import type { ChildProcess } from "node:child_process";

/** Waits until a server that was just started answers at `url`; it is ended when it does not, with what it said. */
export async function untilReady(
  child: ChildProcess,
  { name, url, seconds }: { name: string; url: string; seconds: number },
): Promise<void> {
  let said = "";
  child.stderr
    ?.setEncoding("utf8")
    .on("data", (text: string) => (said = (said + text).slice(-4000)));
  const isReady = (): Promise<boolean> =>
    fetch(url).then(
      ({ status }) => status === 200,
      () => false,
    );
  for (const deadline = Date.now() + seconds * 1000; !(await isReady());) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill("SIGKILL");
      throw new Error(`${name} did not start: ${said}`);
    }
    await new Promise((done) => setTimeout(done, 200));
  }
}

/** Kills a server, and waits until it is gone. */
export function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once("exit", () => done());
    child.kill("SIGKILL");
  });
}
