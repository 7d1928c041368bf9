/** What the terminal UI is given to work with: the same that commands read, asked again and again. */
import { access, constants } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Place } from '../../git/repository.ts';
import type { Desk } from '../../tui/desk.ts';
import type { Context } from '../context.ts';
import { metricDirections } from '../directions.ts';
import { commandsDesk } from './commands-desk.ts';
import { curvesDesk } from './curves-desk.ts';
import { filesDesk } from './files-desk.ts';
import { lastEdit } from './last-edit.ts';
import { liveOnes } from './live-ones.ts';
import { logDesk } from './log-desk.ts';
import { offersDesk } from './offers-desk.ts';
import { pagesDesk } from './pages-desk.ts';
import { remotesDesk } from './remotes-desk.ts';
import { runsDesk } from './runs-desk.ts';
import { viewsDesk } from './views-desk.ts';

export interface DeskWish {
  readonly readOnly: boolean;
}

/** Opens the desk of the repository here, which is closed by whoever opened the context. Throws NotARepositoryError. */
export async function openDesk(outer: Context, wish: DeskWish): Promise<Desk> {
  const context = quiet(outer);
  const { place, config } = await context.repository();
  const top = place.workTree ?? place.commonDir.replace(/\/\.git\/?$/, '');
  const views = viewsDesk(context);
  const ones = liveOnes(context);
  const closing = new AbortController();
  return {
    title: basename(top),
    readOnly: wish.readOnly ? '--read-only was given' : await whyReadOnly(place),
    zone: context.zone,
    now: context.now,
    directions: () => metricDirections(context),
    setting: name => config.get(`run.${name}`),
    ...runsDesk(context, ones),
    ...pagesDesk(context, ones),
    ...curvesDesk(context, ones),
    ...filesDesk(context),
    ...logDesk(context),
    ...remotesDesk(context, closing.signal),
    ...commandsDesk(context),
    lastEdit: id => lastEdit(context, id),
    ...offersDesk(context),
    readViews: views.readViews,
    writeViews: views.writeViews,
    async close() {
      // Who leaves does not wait for a remote that does not answer.
      closing.abort();
      await views.settled();
    },
  };
}

/** Where nothing can be written, nothing is offered. */
async function whyReadOnly({ commonDir }: Place): Promise<string | undefined> {
  return access(commonDir, constants.W_OK).then(
    () => undefined,
    () => 'the repository cannot be written',
  );
}

/** The same context, with the repository that it has opened, which says nothing past the screen and asks nobody. */
function quiet(outer: Context): Context {
  const silent = { ...outer.err, write() {}, writeBytes: async () => {}, isTerminal: false };
  return { ...outer, err: silent, interactive: false, say() {} };
}
