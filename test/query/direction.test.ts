import t from 'tap';
import { betterByName, betterOf } from '../../src/query/direction.ts';

t.test('a name tells whether less is better', async t => {
  for (const name of [
    'loss',
    'val_loss',
    'valLoss',
    'logloss',
    'test/MSE',
    'rmse',
    'mae',
    'error',
    'err',
    'train_time',
    'perplexity',
    'p99 latency',
    'wer',
    'val/FID',
    'nll',
    'regret',
    'eval_entropy',
    'cost',
    'bpb',
  ])
    t.equal(betterByName(name), 'min', name);
  for (const name of ['acc', 'f1', 'auc', 'lossless', 'timeliness', 'error_auc'])
    t.equal(betterByName(name), 'max', name);
  for (const name of ['acc', 'F1Score', 'val_accuracy', 'R2', 'mAP'])
    t.equal(betterOf(name, {}).from, 'name', name);
});

t.test('what a project declares goes before the name', async t => {
  t.same(betterOf('loss', { loss: 'max' }), { better: 'max', from: 'declared' });
  t.same(betterOf('loss', { acc: 'max' }), { better: 'min', from: 'name' });
  t.same(betterOf('constructor', {}), { better: 'max', from: 'nothing' });
});
