/** The help of the whole: every command with its summary, by topic. */
import { commands, TOPICS } from './commands.ts';

/** So wide is the column of names at most: cells. */
const MOST = 12;

/** Prints the overview. */
export async function overview(): Promise<string> {
  const all = await Promise.all(
    commands.map(async entry => ({ ...entry, summary: (await entry.load()).summary })),
  );
  // One long name alone does not move all the others.
  const widest = Math.max(...all.map(({ name }) => name.length).filter(length => length <= MOST));
  const topics = TOPICS.map(topic => {
    const lines = all
      .filter(entry => entry.topic === topic)
      .map(
        ({ name, aliases, summary }) =>
          `  ${name.padEnd(widest)}  ${summary}${aliases ? ` (also: ${aliases})` : ''}`,
      );
    return `${topic}\n${lines.join('\n')}\n`;
  });
  return `git run -- COMMAND…     record a run of any command
git run <command> -h    what a command does, with examples

${topics.join('\n')}
A run is named by its name, experiment/name or the end of its id; @ is the
newest, @~2 the second before it, @{experiment} the newest of an experiment.
`;
}
