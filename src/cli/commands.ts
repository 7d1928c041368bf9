/** All commands, a line each; a command's file is loaded when it is called, or when all help is asked for. */
import type { Command, CommandGroup } from './command.ts';

export interface CommandEntry {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** The heading it stands below in the help. */
  readonly topic: Topic;
  load(): Promise<Command | CommandGroup>;
}

export const TOPICS = ['record', 'look', 'reproduce', 'share', 'edit', 'inside a run', 'set up'] as const;
export type Topic = (typeof TOPICS)[number];

export const commands: readonly CommandEntry[] = [
  { name: 'exec', topic: 'record', load: async () => (await import('./commands/exec.ts')).exec },
  { name: 'write', topic: 'record', load: async () => (await import('./commands/write.ts')).write },
  { name: 'serve', topic: 'record', load: async () => (await import('./commands/serve.ts')).serve },
  { name: 'snapshot', topic: 'record', load: async () => (await import('./commands/snapshot.ts')).snapshot },
  { name: 'stop', topic: 'record', load: async () => (await import('./commands/stop.ts')).stop },
  { name: 'recover', topic: 'record', load: async () => (await import('./commands/recover.ts')).recoverRuns },
  { name: 'ui', topic: 'look', load: async () => (await import('./commands/ui.ts')).ui },
  { name: 'log', aliases: ['ls'], topic: 'look', load: async () => (await import('./commands/log.ts')).log },
  {
    name: 'show',
    aliases: ['describe'],
    topic: 'look',
    load: async () => (await import('./commands/show.ts')).show,
  },
  {
    name: 'diff',
    aliases: ['compare'],
    topic: 'look',
    load: async () => (await import('./commands/diff.ts')).diff,
  },
  { name: 'export', topic: 'look', load: async () => (await import('./commands/export.ts')).exportRuns },
  { name: 'import', topic: 'share', load: async () => (await import('./commands/import.ts')).importRuns },
  { name: 'plot', topic: 'look', load: async () => (await import('./commands/plot.ts')).plot },
  { name: 'report', topic: 'look', load: async () => (await import('./commands/report.ts')).report },
  { name: 'tail', topic: 'look', load: async () => (await import('./commands/tail.ts')).tail },
  {
    name: 'artifact',
    aliases: ['artifacts'],
    topic: 'look',
    load: async () => (await import('./commands/artifact.ts')).artifact,
  },
  { name: 'runs', topic: 'look', load: async () => (await import('./commands/runs.ts')).runs },
  { name: 'mlflow', topic: 'look', load: async () => (await import('./commands/mlflow.ts')).mlflow },
  {
    name: 'checkout',
    topic: 'reproduce',
    load: async () => (await import('./commands/checkout.ts')).checkout,
  },
  { name: 'rerun', topic: 'reproduce', load: async () => (await import('./commands/rerun.ts')).rerun },
  { name: 'push', topic: 'share', load: async () => (await import('./commands/push.ts')).push },
  {
    name: 'fetch',
    aliases: ['pull'],
    topic: 'share',
    load: async () => (await import('./commands/fetch.ts')).fetch,
  },
  { name: 'bundle', topic: 'share', load: async () => (await import('./commands/bundle.ts')).bundle },
  { name: 'tag', topic: 'edit', load: async () => (await import('./commands/tag.ts')).tag },
  { name: 'note', topic: 'edit', load: async () => (await import('./commands/note.ts')).note },
  { name: 'rename', topic: 'edit', load: async () => (await import('./commands/rename.ts')).rename },
  { name: 'rm', topic: 'edit', load: async () => (await import('./commands/rm.ts')).rm },
  { name: 'restore', topic: 'edit', load: async () => (await import('./commands/restore.ts')).restore },
  { name: 'purge', topic: 'edit', load: async () => (await import('./commands/purge.ts')).purgeRuns },
  { name: 'gc', topic: 'edit', load: async () => (await import('./commands/gc.ts')).gcRuns },
  {
    name: 'experiment',
    aliases: ['experiments'],
    topic: 'edit',
    load: async () => (await import('./commands/experiment.ts')).experiment,
  },
  {
    name: 'verify-signature',
    topic: 'look',
    load: async () => (await import('./commands/verify-signature.ts')).verifySignature,
  },
  { name: 'param', topic: 'inside a run', load: async () => (await import('./commands/param.ts')).param },
  { name: 'metric', topic: 'inside a run', load: async () => (await import('./commands/metric.ts')).metric },
  { name: 'du', topic: 'look', load: async () => (await import('./commands/du.ts')).du },
  { name: 'fsck', topic: 'set up', load: async () => (await import('./commands/fsck.ts')).fsck },
  { name: 'doctor', topic: 'set up', load: async () => (await import('./commands/doctor.ts')).doctor },
  {
    name: 'completion',
    topic: 'set up',
    load: async () => (await import('./commands/completion.ts')).completion,
  },
  { name: 'hook', topic: 'set up', load: async () => (await import('./commands/hook.ts')).hook },
  { name: 'init', topic: 'set up', load: async () => (await import('./commands/init.ts')).init },
];

/** The command of a name or alias. */
export function findCommand(name: string): CommandEntry | undefined {
  return commands.find(entry => entry.name === name || entry.aliases?.includes(name));
}
