import { hueOf, initials } from "../../shared/face";
import { h, setText } from "./dom";

/** The circle beside a name: the shop's logo, or an operator's picture, or their initials where there is none. */
export function faceView() {
  const letters = h("span", { class: "letters", "aria-hidden": "true" });
  const element = h("span", { class: "face" }, letters);
  let image: HTMLImageElement | null = null;
  let broken: string | null = null;
  const update = (picture: string | null, name: string | null): void => {
    const address = picture === broken ? null : picture;
    if ((image?.getAttribute("src") ?? null) !== address) {
      image?.remove();
      // It says nothing that the name beside it does not say.
      image = address === null ? null : h("img", { alt: "", src: address });
      image?.addEventListener("error", () => {
        broken = address;
        update(picture, name);
      });
      element.prepend(...(image ? [image] : []));
    }
    setText(letters, name === null ? "" : initials(name));
    element.style.setProperty("--tw-hue", String(hueOf(name ?? "")));
    element.hidden = !image && name === null;
  };
  return { element, update };
}
