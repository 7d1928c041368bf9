/** All manual pages. */
import type { ManualPage } from '../../view/manual.ts';
import { commands } from '../commands.ts';
import { commandPage } from './command-page.ts';
import { configPage } from './config-page.ts';
import { endpointsPage } from './endpoints-page.ts';
import { filterPage } from './filter-page.ts';
import { hostsPage } from './hosts-page.ts';
import { mainPage } from './main-page.ts';

/** Makes them: of the whole, of each command or group, and of what they have in common. */
export async function allPages(): Promise<ManualPage[]> {
  return [
    await mainPage(),
    ...(await Promise.all(commands.map(commandPage))),
    filterPage,
    hostsPage,
    endpointsPage,
    configPage,
  ];
}

/** The file of a page: `git-run-log.1`. */
export function fileOfPage({ name, section }: Pick<ManualPage, 'name' | 'section'>): string {
  return `${name}.${section}`;
}
