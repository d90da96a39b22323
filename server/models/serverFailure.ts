import { APIConnectionError, APIError } from "openai";
import type { ServiceResult } from "../workflows/ports";
import { RequestLimit } from "./boundedFetch";
import { t } from "../workflows/worded";

type Failure = Extract<ServiceResult<never>, { kind: "failed" }>;

export interface ServerFacts {
  /** Name of the model and address, as shown. */
  readonly name: string;
  /** Never shown, whatever the server answers. */
  readonly key: string;
  /** What to do next, where it is not a planner that is asked. */
  readonly advice?: Partial<Advice>;
}

/** What to do next. */
export interface Advice {
  /** It failed, is busy or gave no answer that can be read. */
  readonly elsewhere: string;
  /** It does not know what was asked for (404). */
  readonly unknown: string;
  /** It refused what was asked for (400 and others). */
  readonly refused: string;
}

const ofPlanner = (): Advice => ({
  elsewhere: t("Try again later, or choose another planner."),
  unknown: t("Check the base URL (it often ends in /v1) and the model's name in the settings."),
  refused: t("Check the model's name and that the sources fit into its context."),
});
const longestQuote = 300;

/** A server's failure in the user's words, with what to do next. */
export function serverFailure(error: unknown, facts: ServerFacts): Failure {
  const { why, userAction, misconfigured } = explain(error, facts.name, {
    ...ofPlanner(),
    ...facts.advice,
  });
  const text = facts.key === "" ? why : why.replaceAll(facts.key, "(key)");
  return {
    kind: "failed",
    why: `${facts.name}: ${text}`,
    userAction,
    ...(misconfigured === true ? { misconfigured } : {}),
  };
}

type Explained = Pick<Failure, "why" | "userAction" | "misconfigured">;

function explain(error: unknown, name: string, advice: Advice): Explained {
  if (error instanceof RequestLimit) return limitBroken(error, advice);
  if (error instanceof APIConnectionError) {
    return {
      why: t("it cannot be reached ({0})", rootCause(error)),
      userAction: t(
        "See that the server runs and that its address and your proxy are right: {0}.",
        name,
      ),
    };
  }
  if (error instanceof APIError) {
    const status: unknown = error.status;
    if (typeof status === "number") return refused(status, quote(error.message), advice);
  }
  return {
    why: t("its answer cannot be read ({0})", quote(messageOf(error))),
    userAction: advice.elsewhere,
  };
}

function limitBroken(error: RequestLimit, advice: Advice): Explained {
  switch (error.limit) {
    case "silence":
      return {
        why: error.message,
        userAction: t("Try again, or raise `penprint.planner.timeoutSeconds` for a slow model."),
      };
    case "size":
      return { why: error.message, userAction: advice.elsewhere };
    case "redirect":
      return {
        why: error.message,
        userAction: t("If you trust that address, set it as the base URL."),
        misconfigured: true,
      };
  }
}

function refused(status: number, said: string, advice: Advice): Explained {
  switch (status) {
    case 401:
    case 403:
      return {
        why: t("it does not accept the key ({0})", said),
        userAction: t("Set the key: command *Penprint: Set API Key*, or PENPRINT_API_KEY."),
        misconfigured: true,
      };
    case 404:
      return {
        why: t("it does not know the address or the model ({0})", said),
        userAction: advice.unknown,
        misconfigured: true,
      };
    case 429:
      return {
        why: t("it is busy, or your quota is used up ({0})", said),
        userAction: advice.elsewhere,
      };
    default:
      return status >= 500
        ? { why: t("it failed ({0})", said), userAction: advice.elsewhere }
        : {
            why: t("it refused the request ({0})", said),
            userAction: advice.refused,
          };
  }
}

function rootCause(error: Error): string {
  let cause: unknown = error;
  while (cause instanceof Error && cause.cause !== undefined) cause = cause.cause;
  return quote(messageOf(cause));
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message || error.name : String(error);

function quote(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= longestQuote ? line : `${line.slice(0, longestQuote)}…`;
}
