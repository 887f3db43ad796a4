import { FolderUp } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button';
import { UploadButton } from './upload-button';

type UploadActionsProps = {
  chooseFiles: () => void;
  /** Null where the browser has no such dialog. */
  chooseFolder: (() => void) | null;
};

/** In the bar of a job, from the width on where there is room for them. */
export function UploadActions({ chooseFiles, chooseFolder }: UploadActionsProps) {
  return (
    <>
      {chooseFolder === null ? null : (
        <IconButton label="Choose a folder" size="sm" onClick={chooseFolder} className="max-sm:hidden">
          <FolderUp aria-hidden="true" />
        </IconButton>
      )}
      <UploadButton size="sm" onClick={chooseFiles} className="max-sm:hidden" />
    </>
  );
}
