import type { ChatModel } from "./ports";

/** A chat model that says where text goes that it is given: the planner that uses it says the same. */
export type AddressedChatModel = ChatModel & { readonly address: string };

/** The language models that an editor lends, by `VENDOR/ID`. */
export type EditorModels = (
  name: string,
  options: {
    /** Longest time without a word of the model. */
    readonly timeoutSeconds: number;
  },
) => AddressedChatModel;
