/** Over the whole window while files are dragged: wherever they are let go, they land here. */
export function DropVeil({ label }: { label: string }) {
  return (
    <div className="fixed inset-0 z-60 grid animate-fade-in place-items-center bg-ground/85 p-4">
      <div className="grid size-full place-items-center rounded-xl border-2 border-accent border-dashed">
        <p className="px-6 text-center font-semibold text-accent text-xl">{label}</p>
      </div>
    </div>
  );
}
