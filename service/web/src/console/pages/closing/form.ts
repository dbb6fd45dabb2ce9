import type { ClosingDocument } from "../../api/closing";
import type { SetValue } from "../policy/DocumentEditor";

export interface FormProps {
  draft: ClosingDocument;
  set: SetValue;
  channels: string[];
}
