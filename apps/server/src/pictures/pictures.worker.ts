import { parentPort } from 'node:worker_threads';
import { drawPicture } from './drawPicture.ts';
import type { PictureReply, PictureTask } from './pictureTask.ts';
import { resolvePicture } from './resolvePicture.ts';

/** The drawing thread: what dashboards that people wrote make of it, happens here and nowhere else. */
parentPort?.on('message', async (task: PictureTask) => {
  const reply = await replyTo(task);
  const png = 'result' in reply && reply.result.kind === 'drawn' ? [reply.result.png.buffer] : [];
  parentPort?.postMessage(reply, png);
});

async function replyTo(task: PictureTask): Promise<PictureReply> {
  try {
    return { result: task.kind === 'resolve' ? resolvePicture(task) : await drawPicture(task) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
