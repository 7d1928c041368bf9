import t from 'tap';
import {
  distinctNumbers,
  factText,
  factTexts,
  NOTHING,
  percent,
  signed,
} from '../../../src/view/diff/fact-text.ts';

t.test('two values are told apart, also where only their types differ', async t => {
  t.same(factTexts({ value: 0.1 }, { value: '0.1' }), ['0.1', '"0.1"']);
  t.same(factTexts({ value: true }, { value: 'true' }), ['true', '"true"']);
  t.same(factTexts({ value: 0.1, text: '1e-1' }, { value: 0.2 }), ['1e-1', '0.2']);
  t.same(factTexts({ value: 'adam' }, { value: 'sgd' }), ['adam', 'sgd']);
  t.same(factTexts(undefined, { value: 'x' }), [NOTHING, 'x']);
  t.same(factTexts({ value: '' }, { value: 'x ' }), ['""', '"x "']);
  t.equal(factText({ value: 12345678901234567890n }), '12345678901234567890');
});

t.test('two numbers have so many digits that they can be told apart', async t => {
  t.same(distinctNumbers(0.5, 0.25), ['0.5', '0.25']);
  t.same(distinctNumbers(0.123456, 0.123457), ['0.123456', '0.123457']);
});

t.test('differences have their sign', async t => {
  t.same([signed(0.5), signed(-0.5), signed(0)], ['+0.5', '-0.5', '0']);
  t.same(
    [percent(0.0325), percent(-0.5), percent(12.34), percent(0)],
    ['+3.3 %', '-50.0 %', '+1234 %', '0.0 %'],
  );
  t.equal(percent(1e9), '+1e+11 %');
});
