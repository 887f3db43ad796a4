import type { Metadata } from 'next';
import { MessagePage } from '@/components/frame/message-page';

export const metadata: Metadata = { title: { absolute: 'Link not found' } };

export default function LinkNotFound() {
  return (
    <MessagePage title="This link shows nothing">
      <p>
        It no longer works, or it never did. What was here may have been taken back by its owner: ask the person who
        gave you the link.
      </p>
    </MessagePage>
  );
}
