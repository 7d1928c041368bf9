/**
 * Environment variables that can change a result. Values stay in a run for ever and are shared with it, so that
 * a list says what is kept, and a name that looks like a secret's is never kept, whoever asks for it.
 */

const NAMES: ReadonlySet<string> = new Set(
  [
    'TOKENIZERS_PARALLELISM LD_LIBRARY_PATH LD_PRELOAD LANG TZ SOURCE_DATE_EPOCH RANK WORLD_SIZE LOCAL_RANK',
    'LOCAL_WORLD_SIZE VIRTUAL_ENV CONDA_PREFIX CONDA_DEFAULT_ENV',
    // Of SLURM what shapes the job; the job's number and its hosts differ every time.
    'SLURM_NTASKS SLURM_NTASKS_PER_NODE SLURM_NNODES SLURM_CPUS_PER_TASK SLURM_GPUS SLURM_GPUS_ON_NODE',
    'SLURM_GPUS_PER_NODE SLURM_JOB_PARTITION SLURM_PROCID SLURM_LOCALID SLURM_NODEID',
  ].flatMap(names => names.split(' ')),
);

const PREFIXES: readonly string[] = [
  'PYTHON CUDA_ CUBLAS_ CUDNN_ NCCL_ NVIDIA_ TORCH_ PYTORCH_ ATEN_ TF_ XLA_ JAX_ OMP_ KMP_ GOMP_ MKL_ OPENBLAS_',
  'BLIS_ NUMEXPR_ VECLIB_ GOTO_ DYLD_ LC_',
].flatMap(prefixes => prefixes.split(' '));

const SECRET = /KEY|TOKEN|SECRET|PASS|_PWD|CRED|AUTH|COOKIE|SESSION|PRIVATE/i;

/** The variables to keep, by name: the built-in list and what `asked` names, whole or as a prefix (`WANDB_*`). */
export function keptVariables(
  env: Readonly<Record<string, string | undefined>>,
  asked: readonly string[],
): Record<string, string> {
  const wanted = matcher(asked);
  const kept: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || looksSecret(name)) continue;
    if (NAMES.has(name) || PREFIXES.some(prefix => name.startsWith(prefix)) || wanted(name))
      kept[name] = value;
  }
  return kept;
}

/** Whether a variable's name says that its value is a secret. */
export function looksSecret(name: string): boolean {
  return SECRET.test(name) && name !== 'TOKENIZERS_PARALLELISM';
}

function matcher(patterns: readonly string[]): (name: string) => boolean {
  const prefixes = patterns.filter(pattern => pattern.endsWith('*')).map(pattern => pattern.slice(0, -1));
  const names = new Set(patterns);
  return name => names.has(name) || prefixes.some(prefix => name.startsWith(prefix));
}
