import { Download } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { formatDuration } from '@/lib/format-time';
import { SettingsSection } from './settings-section';

type ExportSectionProps = {
  /** How long an address in the export works. */
  signedUrlExpiresInSeconds: number;
};

export function ExportSection({ signedUrlExpiresInSeconds }: ExportSectionProps) {
  return (
    <SettingsSection
      title="Export"
      intro={`Everything that Vitrine knows of you, as one JSON file: account, jobs, images with their details, and when each was public. The list of links downloads your originals under their own names; the links work for at most ${formatDuration(signedUrlExpiresInSeconds)}.`}
    >
      <div className="flex flex-wrap gap-2">
        <Button asChild>
          <a href="/api/v1/me/export" download>
            <Download aria-hidden="true" />
            Download export
          </a>
        </Button>
        <Button asChild>
          <a href="/api/v1/me/export/links" download>
            <Download aria-hidden="true" />
            Download list of links
          </a>
        </Button>
      </div>
    </SettingsSection>
  );
}
