import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Mail } from './mail.ts';
import { createOutbox, SendError } from './outbox.ts';

const mailTo = (to: string): Mail => ({
  to,
  subject: 'Vitrine: choose a new password',
  text: 'https://x.example/auth/confirm?token_hash=secret',
  link: 'https://x.example/auth/confirm?token_hash=secret',
});

let log: string;

beforeEach(() => {
  log = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    log += text;
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

/** Each try ends as the list says, the last entry for all that follow. */
function scripted(...outcomes: ('sent' | 'busy' | 'refused')[]) {
  const tried: string[] = [];
  const send = async ({ to }: Mail) => {
    tried.push(to);
    const outcome = outcomes.length > 1 ? outcomes.shift() : outcomes[0];
    if (outcome !== 'sent') throw new SendError(`450 ${outcome}`, outcome === 'refused');
  };
  return { tried, send };
}

describe('the outbox', () => {
  test('tries again after each pause until the mail is sent', async () => {
    const { tried, send } = scripted('busy', 'busy', 'sent');
    createOutbox({ send, pausesMs: [1, 2, 3] }).add(mailTo('ada@example.com'));
    await vi.waitFor(() => expect(tried).toHaveLength(3));
    expect(log.match(/is tried again in/g)).toHaveLength(2);
    expect(log).not.toContain('was not sent');
  });

  test('gives up after the last pause, at once when the refusal is for good, and names neither address nor link', async () => {
    const busy = scripted('busy');
    createOutbox({ send: busy.send, pausesMs: [1, 1] }).add(mailTo('ada@example.com'));
    await vi.waitFor(() => expect(log).toContain('was not sent: 450 busy'));
    expect(busy.tried).toHaveLength(3);
    const refused = scripted('refused');
    createOutbox({ send: refused.send }).add(mailTo('bob@example.com'));
    await vi.waitFor(() => expect(log).toContain('to b…@example.com was not sent: 450 refused'));
    expect(refused.tried).toHaveLength(1);
    expect(log).not.toMatch(/ada@|bob@|secret/);
  });

  test('lets no silent mail hold up the next, and holds no more mails than it may', async () => {
    const started: string[] = [];
    const outbox = createOutbox({
      send: ({ to }) => {
        started.push(to);
        return new Promise(() => {});
      },
      ...{ maxAtOnce: 2, maxMails: 3, closeWithinMs: 1 },
    });
    for (const to of ['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example']) outbox.add(mailTo(to));
    expect(started).toEqual(['a@x.example', 'b@x.example']);
    expect(log).toContain('to d…@x.example was not sent: 3 mails are waiting');
    await outbox.close();
    expect(log.match(/was not sent: Vitrine stopped/g)).toHaveLength(3);
  });

  test('sends in the order of the calls, and starts the next when one is done', async () => {
    const { tried, send } = scripted('sent');
    const outbox = createOutbox({ send, maxAtOnce: 1 });
    for (const to of ['a@x.example', 'b@x.example', 'c@x.example']) outbox.add(mailTo(to));
    await vi.waitFor(() => expect(tried).toEqual(['a@x.example', 'b@x.example', 'c@x.example']));
  });

  test('waits at its close for a try that is under way, and starts no other', async () => {
    const { tried, send } = scripted('busy');
    const outbox = createOutbox({ send, pausesMs: [60_000] });
    outbox.add(mailTo('a@x.example'));
    await outbox.close();
    expect(tried).toHaveLength(1);
    expect(log).toContain('to a…@x.example was not sent: Vitrine stopped');
  });
});
