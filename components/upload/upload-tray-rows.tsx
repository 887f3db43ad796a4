'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { UploadEngine } from '@/lib/upload/upload-engine';
import type { UploadQueue } from '@/lib/upload/upload-queue';
import { UploadTrayRow } from './upload-tray-row';

const ROW_HEIGHT_PX = 49;

/** Every file of the queue, of which only those in sight are drawn. */
export function UploadTrayRows({ queue, engine }: { queue: UploadQueue; engine: UploadEngine }) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: queue.order.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => queue.order[index] ?? index,
    estimateSize: () => ROW_HEIGHT_PX,
    overscan: 4,
  });
  return (
    <section
      ref={scroller}
      aria-label="Files"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: rows without a button are reached by scrolling
      tabIndex={0}
      className="max-h-[min(18rem,40dvh)] overflow-y-auto border-t outline-offset-[-2px]"
    >
      <div className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ key, index, start }) => {
          const item = queue.items.get(queue.order[index] ?? '');
          return item === undefined ? null : (
            <div
              key={key}
              ref={rows.measureElement}
              data-index={index}
              className="absolute inset-x-0 top-0 border-b"
              style={{ transform: `translateY(${start}px)` }}
            >
              <UploadTrayRow item={item} engine={engine} />
            </div>
          );
        })}
      </div>
    </section>
  );
}
