import { setTimeout as delay } from 'node:timers/promises';
import { logLine } from './log.ts';
import { type Mail, maskAddress } from './mail.ts';

/** What a failed try means for the next one; `reason` goes into the log, so it names nobody and holds no link. */
export class SendError extends Error {
  readonly isPermanent: boolean;

  constructor(reason: string, isPermanent: boolean) {
    super(reason);
    this.name = 'SendError';
    this.isPermanent = isPermanent;
  }
}

export type Outbox = {
  /** Takes a mail and returns at once. */
  add(mail: Mail): void;
  /** Lets tries under way end for a moment; what has not been sent by then is named in the log. */
  close(): Promise<void>;
};

type Options = {
  /** Sends one mail. @throws SendError */
  send: (mail: Mail) => Promise<void>;
  /** Before the second try, the third, and so on. The links in the mails live for an hour. */
  pausesMs?: readonly number[];
  /** Tries at the same time, so that a mail server that is silent to one mail does not hold up the next. */
  maxAtOnce?: number;
  /** Mails in memory; more are refused, so that a dead mail server cannot fill it. */
  maxMails?: number;
  closeWithinMs?: number;
};

/**
 * Sends mails beside the requests that cause them. They are in memory alone: a mail that a stop or a crash takes along
 * is asked for again by the person who waits for it.
 */
export function createOutbox({
  send,
  pausesMs = [2_000, 15_000, 60_000, 300_000],
  maxAtOnce = 4,
  maxMails = 1000,
  closeWithinMs = 2_000,
}: Options): Outbox {
  const closing = new AbortController();
  const ready: Mail[] = [];
  /** By mail that is not done: how many tries it had. */
  const tries = new Map<Mail, number>();
  const underWay = new Set<Promise<void>>();

  function sendReady(): void {
    while (underWay.size < maxAtOnce && !closing.signal.aborted) {
      const mail = ready.shift();
      if (!mail) return;
      const work = tryOnce(mail).finally(() => {
        underWay.delete(work);
        sendReady();
      });
      underWay.add(work);
    }
  }

  async function tryOnce(mail: Mail): Promise<void> {
    try {
      await send(mail);
      tries.delete(mail);
    } catch (error) {
      afterFailure(mail, error as SendError);
    }
  }

  function afterFailure(mail: Mail, { message, isPermanent }: SendError): void {
    const failures = (tries.get(mail) ?? 0) + 1;
    const pauseMs = isPermanent ? undefined : pausesMs[failures - 1];
    if (pauseMs === undefined) {
      tries.delete(mail);
      logLine(`${nameOf(mail)} was not sent: ${message}`);
      return;
    }
    tries.set(mail, failures);
    logLine(`${nameOf(mail)} is tried again in ${pauseMs / 1000} s: ${message}`);
    void delay(pauseMs, undefined, { signal: closing.signal }).then(
      () => {
        ready.push(mail);
        sendReady();
      },
      () => {},
    );
  }

  return {
    add(mail) {
      if (tries.size >= maxMails) {
        logLine(`${nameOf(mail)} was not sent: ${maxMails} mails are waiting`);
        return;
      }
      tries.set(mail, 0);
      ready.push(mail);
      sendReady();
    },
    async close() {
      closing.abort();
      await Promise.race([Promise.all(underWay), delay(closeWithinMs, undefined, { ref: false })]);
      for (const mail of tries.keys()) logLine(`${nameOf(mail)} was not sent: Vitrine stopped`);
    },
  };
}

const nameOf = ({ subject, to }: Mail): string => `the mail "${subject}" to ${maskAddress(to)}`;
