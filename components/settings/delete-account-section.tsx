import { joinParts } from '@/components/storage/storage-words';
import { formatCount } from '@/lib/format-count';
import type { StorageUse } from '@/lib/schemas/storage-use';
import { DeleteAccountForm, type DeleteAccountFormProps } from './delete-account-form';
import { SettingsSection } from './settings-section';

export function DeleteAccountSection({ use, ...form }: DeleteAccountFormProps & { use: StorageUse }) {
  const loss = joinParts([
    use.jobCount > 0 && formatCount(use.jobCount, 'job'),
    use.assetCount > 0 && formatCount(use.assetCount, 'image'),
    use.publicCount > 0 && formatCount(use.publicCount, 'public page'),
  ]);
  return (
    <SettingsSection
      title="Delete account"
      intro={`Deletes your account and all that is in it${loss ? `: ${loss}` : ''}. Links stop working at once, every browser is signed out, and the files are removed within minutes. There is no way back, so export first what you want to keep.`}
    >
      <DeleteAccountForm {...form} />
    </SettingsSection>
  );
}
