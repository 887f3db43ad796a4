'use client';

import { trayFoot } from '@/components/ui/foot';
import { Progress } from '@/components/ui/progress';
import type { UploadEngine } from '@/lib/upload/upload-engine';
import type { UploadSnapshot } from '@/lib/upload/upload-state';
import type { UploadTotals } from '@/lib/upload/upload-totals';
import { UploadQuestions } from './upload-questions';
import { UploadTrayBar } from './upload-tray-bar';
import { UploadTrayList } from './upload-tray-list';
import { useUploadTray } from './use-upload-tray';

type UploadTrayProps = { engine: UploadEngine; uploads: UploadSnapshot; totals: UploadTotals };

/** How far the uploads are, at the lower right: a pill that opens into the list. */
export function UploadTray({ engine, uploads, totals }: UploadTrayProps) {
  const { shown, open, setOpen, close } = useUploadTray(engine, uploads.queue, totals);
  if (!shown) return null;
  return (
    <section
      ref={trayFoot}
      aria-label="Uploads"
      tabIndex={-1}
      className="fixed right-3 bottom-[calc(var(--foot-bar,0px)+0.75rem)] left-3 z-40 max-h-[calc(100dvh-var(--foot-bar,0px)-5rem)] animate-rise-in overflow-y-auto overflow-x-hidden rounded-xl border bg-raised shadow-float sm:right-4 sm:bottom-4 sm:left-auto sm:w-88"
    >
      <UploadTrayBar
        engine={engine}
        paused={uploads.paused}
        totals={totals}
        open={open}
        setOpen={setOpen}
        close={close}
      />
      {totals.activeCount > 0 ? (
        <Progress
          value={totals.totalBytes === 0 ? 0 : totals.sentBytes / totals.totalBytes}
          label="All uploads"
          className="h-1 rounded-none"
        />
      ) : null}
      <UploadQuestions queue={uploads.queue} engine={engine} />
      {open ? <UploadTrayList engine={engine} uploads={uploads} totals={totals} /> : null}
    </section>
  );
}
