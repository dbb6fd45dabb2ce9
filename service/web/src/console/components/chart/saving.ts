/** Hands the reader a file under that name; `address` is a data: or blob: address. */
export function saveFile(address: string, name: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}
