import { ArrowLeftOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Empty } from "antd";
import { Link, useParams } from "react-router";
import { documentQuery } from "../api/queries";
import { ApiError } from "../api/http";
import { Failure } from "../components/Failure";
import { Loading } from "../components/Loading";
import { useText } from "../i18n/context";
import { AboutForm } from "./documents/AboutForm";
import { History } from "./documents/History";
import { Standing } from "./documents/Standing";
import { UsagePanel } from "./documents/UsagePanel";
import { VersionList } from "./documents/VersionList";
import { Locked } from "../layout/Allowed";

/** One document: whom it answers, its versions, and who did what with it. */
export default function DocumentDetail() {
  const text = useText();
  const { id = "" } = useParams();
  const query = useQuery(documentQuery(id));
  const gone = query.error instanceof ApiError && query.error.status === 404;
  return (
    <div className="page" data-testid="document-detail">
      <Link to="/documents" className="back">
        <ArrowLeftOutlined /> {text.documents.back}
      </Link>
      {gone && <Empty description={text.documents.noSuch} />}
      {query.error && !gone && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      {query.data && (
        <>
          <div className="page-head">
            <div>
              <h1>
                <bdi>{query.data.document.title || query.data.document.name}</bdi>
              </h1>
              <p className="muted">
                <bdi>{query.data.document.name}</bdi>
              </p>
              <Standing document={query.data.document} />
            </div>
          </div>
          <Locked right="curate">
            <AboutForm document={query.data.document} />
          </Locked>
          <UsagePanel id={query.data.document.id} />
          <VersionList page={query.data} />
          <History events={query.data.events} />
        </>
      )}
    </div>
  );
}
