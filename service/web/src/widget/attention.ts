import type { Chat } from "./chat";
import { unread } from "./state";

/** Where the shop wants it: the number of unread replies before the page's title, and a short tone for a new one. */
export function drawAttention(chat: Chat): void {
  let heard = unread(chat.store.get());
  chat.store.subscribe((state) => {
    const count = unread(state);
    if (state.look.flash) document.title = titled(document.title, count);
    if (state.look.sound && count > heard) tone();
    heard = count;
  });
}

export function titled(title: string, count: number): string {
  const plain = title.replace(/^\(\d+\) /, "");
  return count ? `(${count}) ${plain}` : plain;
}

/** Made by the browser itself: no file, which a content security policy would have to allow. */
function tone(): void {
  const context = new AudioContext();
  const volume = context.createGain();
  const sound = context.createOscillator();
  volume.gain.setValueAtTime(0.08, context.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + 0.35);
  sound.frequency.value = 660;
  sound.connect(volume).connect(context.destination);
  sound.onended = () => void context.close();
  sound.start();
  sound.stop(context.currentTime + 0.35);
}
