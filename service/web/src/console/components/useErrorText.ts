import { ApiError } from "../api/http";
import { useText } from "../i18n/context";

/** The translation of the error's code, or the server's own sentence; for unreadable files both, as it names the cause. */
export function useErrorText(): (error: Error) => string {
  const text = useText();
  return (error) => {
    if (!(error instanceof ApiError)) return text.common.unreachable;
    const known = text.errors[error.code];
    if (!known) return text.problem(error.message);
    return error.code === "unreadable_document" ? `${known}（${error.message}）` : known;
  };
}
