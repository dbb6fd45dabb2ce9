import composer from "../styles/composer.css?inline";
import details from "../styles/details.css?inline";
import frame from "../styles/frame.css?inline";
import messages from "../styles/messages.css?inline";

/** Constructed style sheets pass any content security policy; older browsers get an element with the page's nonce. */
export function addStyles(shadow: ShadowRoot, nonce: string): void {
  const css = frame + messages + composer + details;
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    shadow.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement("style");
    style.nonce = nonce;
    style.textContent = css;
    shadow.append(style);
  }
}
