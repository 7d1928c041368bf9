/** Whether less or more of a metric is better: declared in `git-run.yaml`, else told by its name. */
export type Better = 'min' | 'max';

/** What a project has declared, by metric. */
export type Directions = Readonly<Record<string, Better>>;

/** Which it is, and how that is known. */
export function betterOf(
  metric: string,
  declared: Directions,
): { readonly better: Better; readonly from: 'declared' | 'name' } {
  // `constructor` is a name that people may give a metric.
  const better = Object.hasOwn(declared, metric) ? declared[metric] : undefined;
  return better === undefined ? { better: betterByName(metric), from: 'name' } : { better, from: 'declared' };
}

/** Less is better of a loss, an error, a time; more of the rest. */
export function betterByName(metric: string): Better {
  const words = metric
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
  const isCost = /(?:loss|error)$|^(?:err|r?mse|mae|perplexity|ppl|latency|time)$/;
  return words.some(word => isCost.test(word)) ? 'min' : 'max';
}
