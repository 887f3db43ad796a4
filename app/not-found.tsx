import type { Metadata } from 'next';
import Link from 'next/link';
import { MessagePage } from '@/components/frame/message-page';
import { Button } from '@/components/ui/button';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <MessagePage
      title="There is nothing here"
      actions={
        <Button asChild>
          <Link href="/jobs">Go to your jobs</Link>
        </Button>
      }
    >
      <p>The address may be mistyped, or what was here has been deleted, or belongs to somebody else.</p>
    </MessagePage>
  );
}
