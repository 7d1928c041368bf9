/** What ran comes back, whatever Git is told of its files, and whatever they are called. */
import t from 'tap';
import { fileStates } from '../support/states/of-files.ts';
import { roundTrips } from '../support/states/round-trips.ts';

roundTrips(t, fileStates, { every: 2 });
