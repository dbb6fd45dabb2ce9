import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "./http";
import { meQuery } from "./queries";

/** A screen on the wall says itself that its log-in has run out, beside the last it knew. */
const onTheWall = (): boolean => location.pathname.endsWith("/wallboard");

/** Any 401 means that the log-in has run out: forgetting it brings the log-in page, at the same address. */
export function createQueryClient(): QueryClient {
  const onError = (error: Error): void => {
    const known = client.getQueryData(meQuery.queryKey);
    if (known && error instanceof ApiError && error.status === 401 && !onTheWall()) void client.resetQueries(meQuery);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { staleTime: 10_000, retry: (failures, error) => !(error instanceof ApiError) && failures < 2 },
    },
  });
  return client;
}
