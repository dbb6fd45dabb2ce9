import { Alert, Typography } from "antd";
import { useText } from "../../i18n/context";

/** A secret, the one time that it can be shown; with the path that a system calls, where it is one. */
export function Secret({ secret, path }: { secret: string; path?: string }) {
  const words = useText().integrations;
  return (
    <Alert
      type="success"
      title={words.once}
      description={
        <>
          {path && (
            <p>
              {words.calls}{" "}
              <Typography.Text copyable code>
                {`${window.location.origin}${path}`}
              </Typography.Text>
            </p>
          )}
          <Typography.Text copyable code data-testid="integration-secret">
            {secret}
          </Typography.Text>
        </>
      }
    />
  );
}
