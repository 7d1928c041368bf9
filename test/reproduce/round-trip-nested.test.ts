/** What ran comes back, whatever repositories lie inside the work tree. */
import t from 'tap';
import { nestedStates } from '../support/states/of-nested.ts';
import { roundTrips } from '../support/states/round-trips.ts';

roundTrips(t, nestedStates, { every: 2 });
