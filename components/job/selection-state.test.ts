import { describe, expect, it } from 'vitest';
import {
  countSelected,
  isSelected,
  isSelecting,
  NOTHING_SELECTED,
  reduceSelection,
  type Selection,
  type SelectionEvent,
} from './selection-state.ts';

const ORDER = ['a', 'b', 'c', 'd', 'e', 'f'];
const TOTAL = 10_000;
const toggled = (id: string): SelectionEvent => ({ type: 'toggled', id });
const extended = (to: string): SelectionEvent => ({ type: 'extended', to, order: ORDER });
const ALL: SelectionEvent = { type: 'allSelected' };

const select = (...events: SelectionEvent[]): Selection => events.reduce(reduceSelection, NOTHING_SELECTED);
/** The selected ones of those in order. */
const shown = (selection: Selection): string => ORDER.filter((id) => isSelected(selection, id)).join('');

describe('a selection', () => {
  it('is made by check marks and ends with the last of them', () => {
    expect(shown(select(toggled('b'), toggled('d')))).toBe('bd');
    expect(isSelecting(select(toggled('b'), toggled('b')))).toBe(false);
  });

  it('has ranges from the last check mark, in either direction', () => {
    expect(shown(select(toggled('b'), extended('d')))).toBe('bcd');
    expect(shown(select(toggled('e'), extended('c')))).toBe('cde');
  });

  it('has one range at a time: the next replaces it, beside what was selected before', () => {
    expect(shown(select(toggled('f'), toggled('b'), extended('e'), extended('c')))).toBe('bcf');
    expect(shown(select(toggled('c'), extended('e'), extended('a')))).toBe('abc');
  });

  it('starts with the image itself where a range has no beginning', () => {
    expect(shown(select(extended('c')))).toBe('c');
    expect(shown(select({ type: 'replaced', ids: ['a'] }, extended('c')))).toBe('ac');
    expect(shown(select(toggled('b'), extended('z')))).toBe('b');
  });

  it('has ranges that the keyboard makes from where it stands', () => {
    expect(shown(select({ type: 'anchored', id: 'c' }, extended('d'), extended('e')))).toBe('cde');
    expect(shown(select(toggled('a'), { type: 'anchored', id: 'e' }, extended('d')))).toBe('ade');
  });

  it('goes on from the last check mark after it was taken away', () => {
    expect(shown(select(toggled('b'), toggled('b'), extended('c')))).toBe('bc');
  });

  it('of all is a flag with exceptions, whatever is loaded', () => {
    const selection = select(ALL, toggled('b'), toggled('c'), toggled('c'));
    expect(shown(selection)).toBe('acdef');
    expect(isSelected(selection, 'not loaded yet')).toBe(true);
    expect(countSelected(selection, TOTAL)).toBe(9_999);
    expect(shown(select(ALL, toggled('b'), extended('d')))).toBe('abcdef');
    expect(shown(select(ALL, toggled('b'), toggled('d'), extended('f')))).toBe('acdef');
  });

  it('of all stays one when every loaded image is taken out of it', () => {
    const selection = select(ALL, ...ORDER.map(toggled));
    expect([shown(selection), isSelecting(selection), countSelected(selection, TOTAL)]).toEqual(['', true, 9_994]);
  });

  it('forgets what is gone', () => {
    const gone: SelectionEvent = { type: 'gone', ids: ['c', 'd'] };
    expect(shown(select(toggled('b'), extended('e'), gone))).toBe('be');
    expect(shown(select(toggled('c'), extended('d'), gone))).toBe('');
    expect(countSelected(select(ALL, toggled('c'), toggled('f'), gone), 5)).toBe(4);
    const untouched = select(toggled('a'));
    expect(reduceSelection(untouched, gone)).toBe(untouched);
  });

  it('is cleared', () => {
    expect(select(ALL, { type: 'cleared' })).toEqual(NOTHING_SELECTED);
    expect(countSelected(NOTHING_SELECTED, TOTAL)).toBe(0);
  });
});
