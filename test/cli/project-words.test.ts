import t from 'tap';
import { projectIn } from '../../src/cli/project-words.ts';

const project = async (...words: string[]) =>
  (await projectIn({ cwd: '/', env: { PATH: process.env.PATH } }, words))?.args;

t.test('the first word that is no option and no value of one decides', async t => {
  for (const words of [
    ['.'],
    ['-e', 'main', '.'],
    ['-P', 'a=true', '--run-name', 'sh', '-q', '.', '--', 'x'],
    ['.', '--what-nobody-knows'],
  ])
    t.same(await project(...words), ['<project>'], words.join(' '));
  for (const words of [
    [],
    ['true', '.'],
    ['-e', '.'],
    ['--source', 'HEAD', '.'],
    ['-h'],
    ['-e', '.', 'true'],
  ])
    t.equal(await project(...words), undefined, words.join(' '));
});
