import { ApiError } from "../api/http";
import { useText } from "../i18n/context";

/** The server's own sentence where it gave one. */
export function useErrorText(): (error: Error) => string {
  const text = useText();
  return (error) => (error instanceof ApiError ? error.message : text.common.unreachable);
}
