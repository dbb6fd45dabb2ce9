import { useQuery } from "@tanstack/react-query";
import { Drawer } from "antd";
import { leadQuery } from "../../api/leads";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { useMedia } from "../../components/useMedia";
import { useText } from "../../i18n/context";
import { useLeadsAddress } from "./address";
import { LeadDetail } from "./LeadDetail";

/** The lead that the address names, beside the list. */
export function LeadDrawer() {
  const { chosen, choose } = useLeadsAddress();
  const text = useText();
  const narrow = useMedia("(max-width: 760px)");
  const { data, error, refetch } = useQuery({ ...leadQuery(chosen ?? ""), enabled: chosen !== null });
  return (
    <Drawer
      open={chosen !== null}
      onClose={() => choose(null)}
      size={narrow ? "100%" : 520}
      title={<bdi>{data?.name ?? text.leads.anonymous}</bdi>}
    >
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {chosen !== null && !data && !error && <Loading />}
      {data && <LeadDetail key={data.id} lead={data} />}
    </Drawer>
  );
}
