import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ApiError } from "../api/http";
import { meQuery } from "../api/queries";
import { Failure } from "../components/Failure";
import { Loading } from "../components/Loading";
import { LogIn } from "../pages/LogIn";

/** The log-in page takes the place of whatever was asked for, so that the address survives it. */
export function LogInGate({ children }: { children: ReactNode }) {
  const me = useQuery(meQuery);
  if (me.data) return children;
  if (me.error instanceof ApiError && me.error.status === 401) return <LogIn />;
  if (me.error) return <Failure error={me.error} onRetry={() => void me.refetch()} />;
  return <Loading />;
}
