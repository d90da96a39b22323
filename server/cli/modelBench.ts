import type { CommandContext } from "./context";
export function modelBench(_options: unknown, _context: CommandContext): Promise<void> {
  return Promise.resolve();
}
