import { InPlaceInput } from '@/components/ui/in-place-input';
import type { Asset } from '@/lib/schemas/asset';
import { MAX_NAME_LENGTH } from '@/lib/schemas/limits';
import type { TileHandlers } from './tile-handlers';

type TileNameInputProps = { asset: Asset; handlers: TileHandlers; onEnd: () => void };

/** The name of a tile while it is edited: typing leaves the extension as it is. What is refused is said over the picture's lower edge. */
export function TileNameInput({ asset, handlers, onEnd }: TileNameInputProps) {
  const dot = asset.name.lastIndexOf('.');
  return (
    <div className="relative mt-1.5 -mb-0.5 h-6 flex-1 basis-[calc(100%-3.25rem)]">
      <InPlaceInput
        label="Name"
        text={asset.name}
        maxLength={MAX_NAME_LENGTH}
        selectedLength={dot > 0 ? dot : undefined}
        emptyProblem="Give the image a name."
        save={(name) => handlers.saveName(asset, name)}
        onEnd={onEnd}
        className="h-full w-full px-1 text-sm pointer-coarse:text-lg"
        problemClassName="absolute inset-x-0 bottom-full z-4 mb-1 rounded-md border border-danger bg-raised px-2 py-1 text-xs shadow-float"
      />
    </div>
  );
}
