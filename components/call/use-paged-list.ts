'use client';

import { useState } from 'react';
import { callApi } from './call-api';

type Page<T> = { items: T[]; nextCursor: string | null };

/**
 * A list on screen: the server's first page, the pages loaded after it, and what was changed since. A new first page
 * from the server (navigation, refresh) starts over.
 * @param path of the list, below /api/v1
 */
export function usePagedList<T extends { id: string }>(firstPage: Page<T>, path: string) {
  const [seen, setSeen] = useState(firstPage);
  const [items, setItems] = useState(firstPage.items);
  const [nextCursor, setNextCursor] = useState(firstPage.nextCursor);
  if (seen !== firstPage) {
    setSeen(firstPage);
    setItems(firstPage.items);
    setNextCursor(firstPage.nextCursor);
  }

  /** @returns what went wrong, in words, or null */
  async function loadMore(): Promise<string | null> {
    if (!nextCursor) return null;
    const next = await callApi<Page<T>>(
      `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(nextCursor)}`,
    );
    if (!next.ok) return next.error.message;
    setItems((before) => [...before, ...next.data.items.filter((item) => before.every(({ id }) => id !== item.id))]);
    setNextCursor(next.data.nextCursor);
    return null;
  }

  return {
    items,
    hasMore: nextCursor !== null,
    loadMore,
    replace: (item: T) => setItems((before) => before.map((other) => (other.id === item.id ? item : other))),
    remove: (itemId: string) => setItems((before) => before.filter(({ id }) => id !== itemId)),
    /** Back at its old place, or as near as can be told. */
    insert: (item: T, index: number) =>
      setItems((before) => [
        ...before.slice(0, index),
        item,
        ...before.slice(index).filter(({ id }) => id !== item.id),
      ]),
  };
}
