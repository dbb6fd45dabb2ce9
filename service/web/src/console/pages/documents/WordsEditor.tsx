import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { saveWords, type Words, wordsHistoryQuery, type WordsPage, wordsQuery } from "../../api/knowledge";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { useText } from "../../i18n/context";
import { DocumentEditor } from "../policy/DocumentEditor";
import { LinesField } from "./LinesField";

/** Words by which customers and documents mean the same, and names of products; edited as lines. */
export function WordsEditor() {
  const text = useText();
  const t = text.knowledge.words;
  const { data, error, refetch } = useQuery(wordsQuery);
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />;
  return (
    <DocumentEditor<Words, WordsPage>
      page={data}
      queryKey={wordsQuery.queryKey}
      history={wordsHistoryQuery}
      save={saveWords}
      right="curate"
      intro={t.intro}
      words={{}}
      testId="words"
      above={() => data.indexing && <Alert type="info" showIcon title={t.indexing} data-testid="words-indexing" />}
      tabs={(draft, set) => [
        {
          key: "synonyms",
          label: t.synonyms,
          sections: ["synonyms"],
          children: (
            <LinesField
              path="synonyms"
              label={t.synonyms}
              help={`${t.synonymsHelp} ${t.fromFiles(data.file_synonyms)}`}
              placeholder={t.synonymsExample}
              lines={draft.synonyms}
              onChange={(lines) => set("synonyms", lines)}
            />
          ),
        },
        {
          key: "names",
          label: t.names,
          sections: ["names"],
          children: (
            <LinesField
              path="names"
              label={t.names}
              help={`${t.namesHelp} ${t.fromFiles(data.file_names)}`}
              placeholder={t.namesExample}
              lines={draft.names}
              onChange={(lines) => set("names", lines)}
            />
          ),
        },
      ]}
    />
  );
}
