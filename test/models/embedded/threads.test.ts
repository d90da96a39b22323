import { expect, test } from "vitest";
import { Threads } from "../../../server/models/embedded/threads";

const alone = { prompt: 2, answer: 10 };

test("threads that wait for each other are given up, for prompts and answers apart", () => {
  const threads = new Threads(4, 2, alone);
  threads.read(128 * 2, 128);
  expect(threads.prompt).toBe(4);
  threads.read(128 * 5, 128);
  expect([threads.prompt, threads.answer]).toEqual([1, 2]);
  for (let token = 0; token < 8; token++) threads.wrote(400);
  expect(threads.answer).toBe(1);
});

test("one slow token among eight is chance", () => {
  const threads = new Threads(4, 2, alone);
  for (const time of [80, 6, 6, 6, 6, 6, 6, 6, 6]) threads.wrote(time);
  expect(threads.answer).toBe(2);
});
