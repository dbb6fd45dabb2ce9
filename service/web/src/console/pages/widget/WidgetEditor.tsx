import { saveWidget, type WidgetDocument, widgetHistoryQuery, type WidgetPage, widgetQuery } from "../../api/widgets";
import { useText } from "../../i18n/context";
import { DocumentEditor, type Section, type SetValue } from "../policy/DocumentEditor";
import { FormForm } from "./FormForm";
import { InstallCard } from "./InstallCard";
import { InvitationsForm } from "./InvitationsForm";
import { LookForm } from "./LookForm";
import { Preview } from "./Preview";
import { SitesForm } from "./SitesForm";
import { WordsForm } from "./WordsForm";

/** One widget's settings as forms, with the widget itself beside them as it would be. */
export function WidgetEditor({ page, publicUrl }: { page: WidgetPage; publicUrl: string }) {
  const text = useText();
  const { id } = page.widget;
  const tabs = (draft: WidgetDocument, set: SetValue): Section[] => {
    const form = { draft, set, page };
    const tab = (key: keyof typeof text.widget.tabs, sections: string[], children: React.ReactNode): Section => ({
      key,
      label: text.widget.tabs[key],
      sections,
      children,
    });
    return [
      tab("look", ["color", "theme", "side", "title", "launcher", "flash", "sound", ""], <LookForm {...form} />),
      tab("words", ["greeting", "questions", "consent"], <WordsForm {...form} />),
      tab("form", ["form"], <FormForm {...form} />),
      tab("invitations", ["invitations"], <InvitationsForm {...form} />),
      tab("sites", ["sites", "expiring"], <SitesForm {...form} />),
      tab("install", [], <InstallCard page={page} publicUrl={publicUrl} />),
    ];
  };
  return (
    <div className="widget-editor">
      <DocumentEditor<WidgetDocument, WidgetPage>
        page={page}
        queryKey={widgetQuery(id).queryKey}
        history={widgetHistoryQuery(id)}
        save={(document, basedOn) => saveWidget(id, document, basedOn)}
        intro={text.widget.about(page.widget.name)}
        words={{ ...text.policy.problems, ...text.style.problems, ...text.widget.problems }}
        testId="widget-document"
        above={(draft) => <Preview draft={draft} page={page} />}
        tabs={tabs}
      />
    </div>
  );
}
