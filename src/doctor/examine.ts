import { openRepository } from '../git/open.ts';
import type { Repository } from '../git/repository.ts';
import { GitRunError } from '../run/errors.ts';
import type { Finding } from '../run/finding.ts';
import { type Check, type Found, ok, problem, type Setup, warning } from './check.ts';
import { machineChecks, repositoryChecks } from './checks.ts';

/** Looks at all of the set-up, side by side. A check that fails is a finding of its own; nothing is changed. */
export async function examine(setup: Setup): Promise<Finding[]> {
  const onMachine = Promise.all(machineChecks.map(check => examined(check, setup)));
  let repository: Repository;
  try {
    repository = await openRepository(setup.cwd, { ...setup.env });
  } catch (error) {
    return [...(await onMachine).flat(), named('repository', notOpened(error as Error))];
  }
  try {
    const { workTree, gitDir } = repository.place;
    const found =
      workTree === undefined
        ? problem(`${gitDir} is bare: nothing can be recorded in it`, 'git worktree add ../work')
        : ok(workTree);
    const inIt = await Promise.all(repositoryChecks.map(check => examined(check, { ...setup, repository })));
    return [...(await onMachine).flat(), named('repository', found), ...inIt.flat()];
  } finally {
    await repository.close();
  }
}

async function examined<Needs>({ name, look }: Check<Needs>, setup: Needs): Promise<Finding[]> {
  try {
    return (await look(setup)).map(found => named(name, found));
  } catch (error) {
    return [named(name, warning(`could not be looked at: ${(error as Error).message}`))];
  }
}

function named(check: string, found: Found): Finding {
  return { check, ...found };
}

/** Git's own words, where it refuses: they say what to type. */
function notOpened(error: Error): Found {
  if (!(error instanceof GitRunError)) throw error;
  const data = error.data as { readonly stderr?: string; readonly remedy?: string };
  if (error.code === 'not-a-repository') return problem(error.message, 'git init');
  const lines = (data.stderr ?? '').split('\n').filter(line => line.trim() !== '');
  if (lines.length > 0) return problem(lines[0] as string, ...lines.slice(1).map(line => line.trim()));
  return problem(error.message, ...(data.remedy === undefined ? [] : [data.remedy]));
}
