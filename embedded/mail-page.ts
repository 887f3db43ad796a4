import type { IncomingMessage, ServerResponse } from 'node:http';
import { isLoopbackHost, isLoopbackPeer } from './loopback.ts';
import type { KeptMail, Mailbox } from './mailbox.ts';

/** Signs of a proxy in between: whoever asks may then be far away, whatever the Host header says. */
const FORWARDING_HEADERS =
  /^(x-forwarded(-.*)?|forwarded|via|x-real-ip|x-client-ip|x-original-.*|cf-.*|true-client-ip)$/;

/** Whether this request comes from the machine itself, by every sign there is. */
export function mayReadMails(request: IncomingMessage): boolean {
  return (
    isLoopbackPeer(request) &&
    isLoopbackHost(request) &&
    !Object.keys(request.headers).some((name) => FORWARDING_HEADERS.test(name))
  );
}

/** Answers with the mails, newest first, as a page or (`?format=json`) as data. */
export function sendMailPage(mailbox: Mailbox, format: string | null, response: ServerResponse): void {
  const json = format === 'json';
  const body = json ? JSON.stringify({ mails: mailbox.list() }) : page(mailbox.list());
  response.writeHead(200, {
    'content-type': json ? 'application/json' : 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  });
  response.end(body);
}

function page(mails: KeptMail[]): string {
  const items = mails.map(
    ({ to, subject, text, link, sentAt }) => `<article>
<h2>${escapeHtml(subject)}</h2>
<p>To ${escapeHtml(to)}, <time datetime="${escapeHtml(sentAt)}">${escapeHtml(sentAt)}</time></p>
<pre>${escapeHtml(link ? text.replace(link, '').trimEnd() : text)}</pre>
${link ? `<p><a href="${escapeHtml(link)}" rel="noreferrer">${escapeHtml(link)}</a></p>` : ''}
</article>`,
  );
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Mails</title></head>
<body>
<h1>Mails</h1>
${items.join('\n') || '<p>No mails yet.</p>'}
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
