import t from 'tap';
import { openEmbedded } from '../../../src/git/embedded/open-embedded.ts';
import { engineContract } from '../contract.ts';

engineContract(t, openEmbedded);
