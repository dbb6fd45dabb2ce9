import type { WidgetDocument, WidgetPage } from "../../api/widgets";
import type { SetValue } from "../policy/DocumentEditor";

/** What each form of a widget gets: the document as it is being edited, how a value in it is set, and what is in force. */
export interface Editing {
  draft: WidgetDocument;
  set: SetValue;
  page: WidgetPage;
}
