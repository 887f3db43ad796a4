import { cn } from '@/components/ui/cn';

const SPECIMENS = [
  { file: 'harbour-dawn', isPublic: true },
  { file: 'still-life-02', isPublic: false },
  { file: 'arches', isPublic: true },
  { file: 'signal', isPublic: false },
  { file: 'leaf-study', isPublic: true },
  { file: 'dunes', isPublic: false },
];

/** A picture of a job, for the eye alone: nothing in it can be used. */
export function Specimen() {
  return (
    <div aria-hidden="true" className="rounded-xl border bg-surface p-4 sm:p-5">
      <div className="mb-4 flex items-baseline justify-between gap-4">
        <span className="font-semibold">Spring catalogue</span>
        <span className="text-muted text-sm tabular-nums">6 images · 3 public</span>
      </div>
      <div className="grid grid-cols-3 gap-x-3 gap-y-4">
        {SPECIMENS.map(({ file, isPublic }) => (
          <div key={file} className="min-w-0">
            {/* biome-ignore lint/performance/noImgElement: a drawing of 1 kB */}
            <img
              src={`/specimens/${file}.svg`}
              alt=""
              width={240}
              height={240}
              className="aspect-square h-auto w-full rounded-lg"
            />
            <div className="mt-1.5 flex items-center justify-between gap-2">
              <span className="truncate text-muted text-xs">{file}.png</span>
              <span
                className={cn(
                  'flex h-4 w-7 shrink-0 items-center rounded-full border p-px',
                  isPublic ? 'justify-end border-public bg-public' : 'border-outline bg-sunken',
                )}
              >
                <span className={cn('mx-px size-2.5 rounded-full', isPublic ? 'bg-surface' : 'bg-outline')} />
              </span>
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
