/** Over the whole window while files are dragged: wherever they are let go, they land here. */
export function DropVeil({ label, hint }: { label: string; hint?: string }) {
  return (
    <div className="fixed inset-0 z-60 grid animate-fade-in place-items-center bg-ground/80 p-4">
      <div className="grid size-full place-items-center rounded-xl border-2 border-accent border-dashed">
        <div className="grid min-w-0 gap-1 px-6 text-center">
          <p className="line-clamp-3 break-words font-semibold text-accent text-xl">{label}</p>
          {hint ? <p className="text-muted">{hint}</p> : null}
        </div>
      </div>
    </div>
  );
}
