/** The same without the git program; where that cannot be, it is said before anything is written. */
import t from 'tap';
import { contentStates } from '../support/states/of-content.ts';
import { fileStates } from '../support/states/of-files.ts';
import { repositoryStates } from '../support/states/of-repositories.ts';
import { roundTrips } from '../support/states/round-trips.ts';

roundTrips(t, [...fileStates, ...contentStates, ...repositoryStates], { engine: 'embedded', every: 4 });
