/** The Python that has the trainer's packages, and the folder of the trainer itself. */
export interface Trainer {
  readonly python: string;
  /** `server/trainer`. */
  readonly packageFolder: string;
}

/** Left out = the trainer's default; it ends up in the adapter with everything settled. */
export interface Recipe {
  /** Left out or null: of the adapter that training starts from, else 16; alpha twice the rank. */
  readonly rank?: number | null;
  readonly alpha?: number | null;
  readonly dropout?: number;
  readonly learningRate?: number;
  readonly epochs?: number;
  readonly maxSteps?: number | null;
  readonly warmupSteps?: number;
  /** Padding included. */
  readonly tokensPerBatch?: number;
  /** Tokens of prompt and completion; longer rows are left out. */
  readonly maxLength?: number;
  readonly seed?: number;
  /** Preference training: how close to its reference the adapter stays. */
  readonly beta?: number;
  /** Preference training: share of the chosen text's own loss. */
  readonly sftWeight?: number;
  /** Steps between two checkpoints. */
  readonly saveEvery?: number;
  readonly precision?: "auto" | "bf16" | "fp32";
  readonly gradientCheckpointing?: boolean;
}

/** One run of the trainer. Paths are absolute. */
export interface StageConfig {
  readonly trainer: Trainer;
  readonly stage: "sft" | "dpo" | "export" | "effect" | "estimate";
  /** The base model's GGUF file. */
  readonly base: string;
  /** JSON lines as TRL has them: prompt and completion, or prompt, chosen and rejected. Not for `export`. */
  readonly rows?: string;
  /** An adapter to start from: a PEFT folder, or a GGUF file of ours. */
  readonly from?: string | null;
  /** Folder for checkpoints and results; one run at a time. */
  readonly out: string;
  readonly recipe?: Recipe;
  /** Go on from the last checkpoint in `out`, where there is one. */
  readonly resume?: boolean;
  /** Where the dequantised base model is kept between runs. */
  readonly cache: string;
  readonly device?: "auto" | "cpu" | "cuda";
  /** Written into the adapter. */
  readonly licence?: string;
  /** 0 to 19: how much other programs go first. */
  readonly nice?: number;
  readonly threads?: number;
}
