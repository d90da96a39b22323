import { areaUnderCurve } from "../style/evaluation";
import { hash32 } from "../style/hash";
import { fitLogistic, logitOf, type Logistic, type Sparse } from "./logistic";
import { gramCounts, GramVocabulary } from "./maskedGrams";

/** An author's post, as plain passages of about the length of a pair. */
export interface JudgePost {
  /** File name. */
  readonly post: string;
  readonly passages: readonly string[];
}

export interface JudgeAuthor {
  readonly author: string;
  readonly posts: readonly JudgePost[];
}

/** How many parts the posts are split into: a text is judged by the part of the training that has not seen its post. */
const FOLDS = 5;

interface Prepared {
  readonly author: string;
  readonly fold: number;
  readonly features: Sparse;
}

interface AuthorJudge {
  readonly byFold: readonly Logistic[];
  readonly auc: number;
}

const foldOf = (author: string, post: string): number => hash32(`${author}/${post}`) % FOLDS;

/**
 * Tells an author's passages from other authors' by topic-masked text: apart from the product's own scorer, which has a
 * part in choosing what is judged here. Each author has five judges; none was trained on the fold that it judges.
 */
export class StyleJudge {
  private readonly vocabulary: GramVocabulary;
  private readonly passages: readonly Prepared[];
  private readonly judges = new Map<string, AuthorJudge>();

  constructor(
    authors: readonly JudgeAuthor[],
    private readonly seed: number,
  ) {
    const counted = authors.flatMap(({ author, posts }) =>
      posts.flatMap(({ post, passages }) =>
        passages.map((text) => ({ author, fold: foldOf(author, post), counts: gramCounts(text) })),
      ),
    );
    const vocabulary = new GramVocabulary(counted.map(({ counts }) => counts));
    this.vocabulary = vocabulary;
    this.passages = counted.map(({ author, fold, counts }) => ({
      author,
      fold,
      features: vocabulary.featuresOf(counts),
    }));
  }

  /** Log-odds that `author` wrote the text, by the judge that has not seen `post` of that author. */
  logit(author: string, post: string, text: string): number {
    const judge = this.judgeOf(author).byFold[foldOf(author, post)]!;
    return logitOf(this.vocabulary.featuresOf(gramCounts(text)), judge);
  }

  /** Area under the ROC curve, the author's passages against others', each by a judge that had seen neither's post. */
  heldOutAuc(author: string): number {
    return this.judgeOf(author).auc;
  }

  private judgeOf(author: string): AuthorJudge {
    let judge = this.judges.get(author);
    if (judge === undefined) this.judges.set(author, (judge = this.fit(author)));
    return judge;
  }

  private fit(author: string): AuthorJudge {
    const byFold = Array.from({ length: FOLDS }, (_, fold) => {
      const examples = this.passages
        .filter((passage) => passage.fold !== fold)
        .map((passage) => ({ features: passage.features, own: passage.author === author }));
      return fitLogistic(examples, this.vocabulary.size, this.seed + fold);
    });
    const own: number[] = [];
    const foreign: number[] = [];
    for (const passage of this.passages) {
      const scores = passage.author === author ? own : foreign;
      scores.push(logitOf(passage.features, byFold[passage.fold]!));
    }
    return { byFold, auc: areaUnderCurve(own, foreign) };
  }
}
