import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A port that leads to a server until it is shut; which server, and whether, may change while a client goes in and out. */
export class Door {
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((socket) => this.#admit(socket));
  #target: number | undefined;

  static async open(target: number): Promise<Door> {
    const door = new Door();
    door.#target = target;
    door.#server.listen(0, '127.0.0.1');
    await once(door.#server, 'listening');
    return door;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the door is gone');
    return address.port;
  }

  leadTo(target: number): void {
    this.#target = target;
  }

  /** Breaks every connection, and takes none that does not break at once. */
  shut(): void {
    this.#target = undefined;
    for (const socket of this.#sockets) socket.destroy();
  }

  close(): void {
    this.shut();
    this.#server.close();
  }

  #admit(socket: Socket): void {
    if (this.#target === undefined) {
      socket.destroy();
      return;
    }
    const beyond = connect(this.#target, '127.0.0.1');
    for (const [end, other] of [
      [socket, beyond],
      [beyond, socket],
    ] as const) {
      this.#sockets.add(end);
      end.on('error', () => other.destroy());
      end.on('close', () => {
        this.#sockets.delete(end);
        other.destroy();
      });
      end.pipe(other);
    }
  }
}
