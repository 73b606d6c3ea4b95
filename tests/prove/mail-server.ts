// A mail server on loopback in a process of its own: how busy it is shows nowhere else.
import { startSmtpServer } from '../smtp-server.ts';

const { port } = await startSmtpServer();
process.send?.(port);
