import { useEffect, useState } from "react";

/** Takes files that are pasted or dropped anywhere on the page; whether some are being dragged over it. */
export function useFileDrop(onFiles: (files: Iterable<File>) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const take = (event: Event, files: FileList | undefined): void => {
      if (!files?.length) return;
      event.preventDefault();
      onFiles(files);
    };
    const onPaste = (event: ClipboardEvent): void => take(event, event.clipboardData?.files);
    const onDrop = (event: DragEvent): void => {
      setOver(false);
      take(event, event.dataTransfer?.files);
    };
    const onDragOver = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setOver(true);
    };
    const onDragLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    window.addEventListener("paste", onPaste);
    window.addEventListener("drop", onDrop);
    window.addEventListener("dragover", onDragOver);
    window.addEventListener("dragleave", onDragLeave);
    return () => {
      window.removeEventListener("paste", onPaste);
      window.removeEventListener("drop", onDrop);
      window.removeEventListener("dragover", onDragOver);
      window.removeEventListener("dragleave", onDragLeave);
    };
  }, [onFiles]);
  return over;
}
