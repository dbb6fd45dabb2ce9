import type { ChatState } from "../state";

/** A piece of the page that brings itself up to date with the state. */
export interface View<E extends HTMLElement = HTMLElement> {
  element: E;
  update(state: ChatState): void;
}
