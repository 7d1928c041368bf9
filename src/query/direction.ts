/** Whether less or more of a metric is better: declared in `git-run.yaml`, else told by its name. */

export type Better = 'min' | 'max';

/** What a project has declared, by metric. */
export type Directions = Readonly<Record<string, Better>>;

export interface Direction {
  readonly better: Better;
  /** How that is known; `nothing`: more is taken to be better where neither says otherwise. */
  readonly from: 'declared' | 'name' | 'nothing';
}

/** Which it is, and how that is known. */
export function betterOf(metric: string, declared: Directions): Direction {
  // `constructor` is a name that people may give a metric.
  const better = Object.hasOwn(declared, metric) ? declared[metric] : undefined;
  return better === undefined ? ofName(metric) : { better, from: 'declared' };
}

/** As its name says: less of a cost, else more. */
export function betterByName(metric: string): Better {
  return ofName(metric).better;
}

function ofName(metric: string): Direction {
  const words = metric
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  // The last word is what is measured: `error_auc` is an area.
  for (const word of words.toReversed()) {
    if (COST.test(word)) return { better: 'min', from: 'name' };
    if (GAIN.test(word)) return { better: 'max', from: 'name' };
  }
  return { better: 'max', from: 'nothing' };
}

/** Losses, errors, distances and what is paid, under the names that papers and libraries give them. */
const COST =
  /(?:loss|error|entropy|divergence|regret|distance)$|^(?:err|r?mse|rmsle|mae|mape|smape|perplexity|ppl|nll|bp[bc]|[wc]er|[cmw]?fid|kid|lpips|kld?|ece|brier|fpr|fnr|cost|latency|duration|time|seconds|ms)$/;

/** Shares, areas and scores. */
const GAIN =
  /(?:accuracy|score|reward)$|^(?:acc|auc|auroc|auprc|f1|r2|precision|recall|sensitivity|specificity|m?ap|m?iou|dice|bleu|rouge|psnr|ssim|ndcg|mrr|top[0-9]+|hit|throughput)$/;
