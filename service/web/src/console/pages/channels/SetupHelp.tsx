import { useQuery } from "@tanstack/react-query";
import { platformsQuery } from "../../api/accounts";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { Markdown } from "../../components/Markdown";
import { useLocalisation } from "../../i18n/context";

/** What to do on the platform, step by step; `hook` is the address that it must be given, or stands in for it. */
export function SetupHelp({ channel, hook }: { channel: string; hook: string }) {
  const { language } = useLocalisation();
  const query = useQuery(platformsQuery);
  if (query.error) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Loading />;
  const help = query.data.platforms.find((one) => one.channel === channel)?.help[language] ?? "";
  return (
    <div data-testid="setup-help">
      <Markdown text={help.replaceAll("{hook}", hook)} />
    </div>
  );
}
