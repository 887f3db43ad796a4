import type { Metadata } from 'next';
import Link from 'next/link';
import { MessagePage } from '@/components/frame/message-page';
import { Button } from '@/components/ui/button';

export const metadata: Metadata = { title: 'Account deleted' };

export default function AccountDeletedPage() {
  return (
    <MessagePage
      title="Your account is deleted"
      actions={
        <Button asChild>
          <Link href="/">To the start page</Link>
        </Button>
      }
    >
      <p>
        Its links no longer work and every browser is signed out. The files are being removed from storage, which takes
        a few minutes for a large account. Caches may show a public file for a short while longer.
      </p>
    </MessagePage>
  );
}
