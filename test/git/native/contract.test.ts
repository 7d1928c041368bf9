import t from 'tap';
import { openRepository } from '../../../src/git/open.ts';
import { engineContract } from '../contract.ts';

engineContract(t, (cwd, env) => openRepository(cwd, { ...env, GIT_RUN_ENGINE: 'native' }));
