/** What ran comes back, whatever Git does to their bytes. */
import t from 'tap';
import { contentStates } from '../support/states/of-content.ts';
import { roundTrips } from '../support/states/round-trips.ts';

roundTrips(t, contentStates, { every: 2 });
