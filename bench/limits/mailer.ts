// The mail library's own pool, with as many connections as Rekey has and letters like Rekey's.
import { createTransport } from 'nodemailer';
import { given, tell } from '../parent.ts';

const { port, count, letter } = given<{ port: number; count: number; letter: { html: string; text: string } }>();
const pool = createTransport({
  host: '127.0.0.1',
  port,
  pool: true,
  maxConnections: 5,
  maxMessages: 100,
  ignoreTLS: true,
});
const from = { name: 'Rekey', address: 'rekey@example.com' };

async function send(index: number): Promise<void> {
  const to = { name: `Person ${index}`, address: `person-${index}@example.com` };
  await pool.sendMail({ from, to, subject: 'Reset your password', ...letter });
}

await Promise.all(Array.from({ length: count }, (_, index) => send(index)));
pool.close();
tell({});
