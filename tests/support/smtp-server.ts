import { EventEmitter, once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

export type ReceivedMail = { from: string; to: string; headers: Map<string, string>; text: string };

/** `busy` refuses recipients for now, `refusing` for good; `silent` takes connections and never says a word. */
export type SmtpMood = 'accepting' | 'busy' | 'refusing' | 'silent';

const WAIT_MS = 20_000;
const REPLIES: Record<string, string> = { QUIT: '221 bye', STAR: '502 no TLS here' };

export type SmtpServer = Awaited<ReturnType<typeof startSmtpServer>>;

/** As much of a mail server (RFC 5321) as it takes to receive one mail after the other, on a free port. */
export async function startSmtpServer() {
  const mails: ReceivedMail[] = [];
  const events = new EventEmitter();
  const sockets = new Set<Socket>();
  let mood: SmtpMood = 'accepting';
  let recipients = 0;

  async function talk(socket: Socket): Promise<void> {
    const say = (line: string) => socket.write(`${line}\r\n`);
    const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
    const addressIn = (line: string) => /<(.*?)>/.exec(line)?.[1] ?? '';
    let from = '';
    let to = '';
    say('220 test');
    for await (const line of lines) {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'MAIL') from = addressIn(line);
      if (verb === 'RCPT') {
        recipients += 1;
        events.emit('recipient');
        to = addressIn(line);
        if (mood === 'busy') say(`451 try <${to}> later`);
        if (mood === 'refusing') say(`550 no such mailbox <${to}>, see https://mail.example/why?token=secret`);
        if (mood !== 'accepting') continue;
      }
      if (verb !== 'DATA') {
        say(REPLIES[verb] ?? '250 ok');
        continue;
      }
      say('354 go on');
      mails.push({ from, to, ...parseMessage(await readUntilDot(lines)) });
      say('250 taken');
      events.emit('mail');
    }
  }

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
    events.emit('connection');
    if (mood !== 'silent') talk(socket).catch(() => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  /** Resolves at the next event; throws when there is none within a while. */
  const next = (event: 'connection' | 'recipient' | 'mail') =>
    once(events, event, { signal: AbortSignal.timeout(WAIT_MS) });

  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails,
    next,
    recipients: () => recipients,
    become(newMood: SmtpMood): void {
      mood = newMood;
    },
    /** The newest mail to this address, as soon as there is one. */
    async mailTo(address: string): Promise<ReceivedMail> {
      for (;;) {
        const mail = mails.findLast(({ to }) => to === address);
        if (mail) return mail;
        await next('mail');
      }
    },
    async close(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

async function readUntilDot(lines: AsyncIterator<string>): Promise<string[]> {
  const read: string[] = [];
  for (;;) {
    const { value, done } = await lines.next();
    if (done || value === '.') return read;
    read.push(value.startsWith('.') ? value.slice(1) : value);
  }
}

function parseMessage(lines: string[]): Pick<ReceivedMail, 'headers' | 'text'> {
  const blank = lines.indexOf('');
  const unfolded = lines
    .slice(0, blank)
    .join('\n')
    .replace(/\n[ \t]+/g, ' ');
  const headers = new Map(
    unfolded
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
  const body = lines
    .slice(blank + 1)
    .map((line) => `${line}\n`)
    .join('');
  return { headers, text: decode(body, headers.get('content-transfer-encoding')) };
}

function decode(body: string, encoding: string | undefined): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
