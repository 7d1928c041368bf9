/** What ran comes back, wherever the repository is and however it is kept. */
import t from 'tap';
import { repositoryStates } from '../support/states/of-repositories.ts';
import { roundTrips } from '../support/states/round-trips.ts';

roundTrips(t, repositoryStates, { every: 2 });
