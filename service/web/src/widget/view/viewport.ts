/** On phones the on-screen keyboard covers the page without shrinking it: the panel follows what is really visible. */
export function fitPhoneScreen(root: HTMLElement): void {
  const visible = window.visualViewport;
  if (!visible) return;
  const fit = (): void => {
    root.style.setProperty("--tw-visible-height", `${visible.height}px`);
    root.style.setProperty("--tw-visible-top", `${visible.offsetTop}px`);
  };
  visible.addEventListener("resize", fit);
  visible.addEventListener("scroll", fit);
  fit();
}
