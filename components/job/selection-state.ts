/**
 * What is selected: some images by id, or all of the view but some, which need not be loaded for that. A range reaches
 * from the anchor, and replaces the range before it.
 */
export type Selection = {
  readonly all: boolean;
  /** The selected ones; with `all` the ones that are not. */
  readonly ids: ReadonlySet<string>;
  readonly anchor: string | null;
  /** The other end of the range, or the anchor itself. */
  readonly end: string | null;
  /** `ids` as they were when the anchor was set. */
  readonly base: ReadonlySet<string>;
};

export type SelectionEvent =
  /** A check mark, or a click with ctrl or cmd. */
  | { type: 'toggled'; id: string }
  /** A click with shift, or shift and an arrow. `order`: the images of the view, as far as they are known. */
  | { type: 'extended'; to: string; order: readonly string[] }
  /** Where a range is to begin that the keyboard makes. */
  | { type: 'anchored'; id: string }
  | { type: 'allSelected' }
  | { type: 'cleared' }
  /** The last ones were worked on in vain: they are what is selected now. */
  | { type: 'replaced'; ids: readonly string[] }
  /** They are not in the view any more. */
  | { type: 'gone'; ids: readonly string[] };

const NONE: ReadonlySet<string> = new Set();
export const NOTHING_SELECTED: Selection = { all: false, ids: NONE, anchor: null, end: null, base: NONE };

export function reduceSelection(selection: Selection, event: SelectionEvent): Selection {
  switch (event.type) {
    case 'toggled': {
      const ids = new Set(selection.ids);
      if (!ids.delete(event.id)) ids.add(event.id);
      return orNothing({ ...selection, ids, anchor: event.id, end: event.id, base: ids });
    }
    case 'anchored':
      return { ...selection, anchor: event.id, end: event.id, base: selection.ids };
    case 'extended': {
      const { to, order } = event;
      const from = selection.anchor === null ? -1 : order.indexOf(selection.anchor);
      const until = order.indexOf(to);
      if (until === -1) return selection;
      if (from === -1) return reduceSelection({ ...selection, anchor: null }, { type: 'toggled', id: to });
      const ids = new Set(selection.base);
      for (const id of order.slice(Math.min(from, until), Math.max(from, until) + 1)) {
        if (selection.all) ids.delete(id);
        else ids.add(id);
      }
      return { ...selection, ids, end: to };
    }
    case 'allSelected':
      return { ...selection, all: true, ids: NONE, base: NONE };
    case 'cleared':
      return NOTHING_SELECTED;
    case 'replaced': {
      const ids = new Set(event.ids);
      return { all: false, ids, anchor: null, end: null, base: ids };
    }
    case 'gone': {
      if (!event.ids.some((id) => selection.ids.has(id) || selection.base.has(id))) return selection;
      const ids = new Set(selection.ids);
      const base = new Set(selection.base);
      for (const id of event.ids) {
        ids.delete(id);
        base.delete(id);
      }
      return orNothing({ ...selection, ids, base });
    }
  }
}

/** The last check mark taken away ends the selecting; the anchor stays, for a range. */
const orNothing = (selection: Selection): Selection =>
  !selection.all && selection.ids.size === 0 ? { ...selection, ids: NONE, base: NONE } : selection;

export const isSelected = ({ all, ids }: Selection, id: string): boolean => ids.has(id) !== all;

/** @param total of the view */
export const countSelected = ({ all, ids }: Selection, total: number): number =>
  all ? Math.max(0, total - ids.size) : ids.size;

export const isSelecting = (selection: Selection): boolean => selection.all || selection.ids.size > 0;
