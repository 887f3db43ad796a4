import Link from 'next/link';
import { EmptyTrashButton } from '@/components/storage/empty-trash-button';
import { StorageBar } from '@/components/storage/storage-bar';
import { describeTrash } from '@/components/storage/storage-words';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/lib/format-count';
import type { StorageUse } from '@/lib/schemas/storage-use';
import { SettingsSection } from './settings-section';

export function StorageSection({ use }: { use: StorageUse }) {
  const trash = describeTrash(use);
  const shown = use.assetCount - use.trashedCount;
  return (
    <SettingsSection
      title="Storage"
      intro="Your originals count, those in the trash too. Resized copies and what is public come on top, for free."
    >
      <StorageBar usedBytes={use.usedBytes} quotaBytes={use.quotaBytes} className="max-w-90" />
      <p className="text-muted tabular-nums">
        {formatCount(shown, 'image')} in {formatCount(use.jobCount - use.trashedJobCount, 'job')}, {use.publicCount}{' '}
        public. {trash ? `In the trash: ${trash}.` : 'The trash is empty.'}
        {use.deletingCount > 0 ? ` Being removed: ${formatCount(use.deletingCount, 'image')}.` : ''}
      </p>
      {trash ? (
        <div className="flex flex-wrap gap-2">
          <Button asChild>
            <Link href="/trash">See the trash</Link>
          </Button>
          <EmptyTrashButton use={use} />
        </div>
      ) : null}
    </SettingsSection>
  );
}
