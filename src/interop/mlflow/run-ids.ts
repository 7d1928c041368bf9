/** What clients call runs: by our ids, or, those that came from MLflow, by the ids that they had there. */
import type { Repository } from '../../git/repository.ts';
import { idOfHex } from '../../run/hex-id.ts';
import { parseRunId, type RunId } from '../../run/run-id.ts';
import { loadTip } from '../../store/list.ts';
import { findTip } from '../../store/tips.ts';
import { isMlflowRunId, mlflowIdOf } from '../mlflow-id.ts';
import { tipOfMlflow } from '../mlflow-tip.ts';

/** Names that are remembered: a client names one run very often. */
const MOST = 10_000;

export class RunIds {
  readonly #repository: Repository;
  /** Whether a run is being written, and so no commit yet. */
  readonly #isOpen: (id: RunId) => boolean;
  /** A run that has been found keeps its ids. */
  readonly #known = new Map<string, RunId>();

  constructor(repository: Repository, isOpen: (id: RunId) => boolean) {
    this.#repository = repository;
    this.#isOpen = isOpen;
  }

  /** Our id of a run that a client names. Undefined where no run is called so; whether there is one of an id of ours is not asked. */
  async idOf(text: string): Promise<RunId | undefined> {
    const own = parseRunId(text);
    if (own !== undefined) return own;
    const name = text.toLowerCase();
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const id = isMlflowRunId(name) ? await this.#search(name) : undefined;
    if (id === undefined) return undefined;
    if (this.#known.size >= MOST) this.#known.clear();
    this.#known.set(name, id);
    return id;
  }

  async #search(name: string): Promise<RunId | undefined> {
    const bits = idOfHex(name);
    if (bits !== undefined && this.#isOpen(bits)) return bits;
    return (await tipOfMlflow(this.#repository, name))?.id;
  }

  /** All that a run may be called that a client names: tags of runs hold what their own client called others. */
  async namesOf(text: string): Promise<readonly string[]> {
    const id = await this.idOf(text);
    if (id === undefined) return [text];
    const tip = await findTip(this.#repository, id);
    const tags = tip === undefined ? {} : (await loadTip(this.#repository, tip)).run.tags;
    return [...new Set([text, id, mlflowIdOf(id, tags)])];
  }
}
