// What a client of Campus does around its calls, for any transport of Connect: in Node and in browsers.

import { MethodOptions_IdempotencyLevel } from "@bufbuild/protobuf/wkt";
import { type Client, Code, ConnectError, createClient, type Interceptor, type Transport } from "@connectrpc/connect";

import { AuthService, type SessionTokens } from "../generated/campus/identity/v1/auth_service_pb.js";
import { ErrorInfoSchema, RetryInfoSchema } from "../generated/google/rpc/error_details_pb.js";

const ATTEMPTS = 5;
const FIRST_DELAY = 100;
const LONGEST_DELAY = 5000;
const CONSISTENCY = "campus-consistency-token";

/**
 * The tokens of a signed-in user.
 *
 * A refresh token is valid for one use, and a second use ends the session: so all calls wait for one refresh
 * together, and two pages or processes must not share a session.
 */
export class Session {
  private refreshing?: Promise<void>;

  constructor(
    private readonly auth: Client<typeof AuthService>,
    public tokens: SessionTokens,
    /** Stores new tokens, where the session shall outlive the program. */
    private readonly keep: (tokens: SessionTokens) => void = () => {},
  ) {}

  /** The transport is one without this session's interceptor. */
  static async signIn(transport: Transport, login: string, password: string): Promise<Session> {
    const auth = createClient(AuthService, transport);
    const answer = await auth.signIn({ login, password });
    return new Session(auth, answer.session!);
  }

  get authorization(): string {
    return `Bearer ${this.tokens.accessToken}`;
  }

  /** Whether the access token is about to expire. */
  get isOld(): boolean {
    return Number(this.tokens.accessExpireTime?.seconds ?? 0) * 1000 < Date.now() + 30_000;
  }

  /** Gets new tokens, unless that was done since the given ones were sent. */
  refresh(refused: string): Promise<void> {
    if (refused !== this.authorization) {
      return Promise.resolve();
    }
    this.refreshing ??= this.renew().finally(() => (this.refreshing = undefined));
    return this.refreshing;
  }

  private async renew(): Promise<void> {
    const answer = await this.auth.refreshSession({ refreshToken: this.tokens.refreshToken });
    this.keep(answer.session!);
    this.tokens = answer.session!;
  }
}

/**
 * Makes calls as a client should: with the session's token, refreshed when it has expired; again after failures that
 * pass, under the same request_id; with the server's latest consistency token.
 */
export function campus(session?: Session): Interceptor {
  let consistency: string | undefined;

  return (next) => async (request) => {
    const attempt = async () => {
      if (session) {
        request.header.set("authorization", session.authorization);
      }
      if (consistency) {
        request.header.set(CONSISTENCY, consistency);
      }
      try {
        const answer = await next(request);
        consistency = answer.trailer.get(CONSISTENCY) ?? answer.header.get(CONSISTENCY) ?? consistency;
        return answer;
      } catch (error) {
        consistency = ConnectError.from(error).metadata.get(CONSISTENCY) ?? consistency;
        throw error;
      }
    };

    if (request.stream) {
      // Streams are not made again: what has been read of them is gone.
      if (session?.isOld) {
        await session.refresh(session.authorization);
      }
      return attempt();
    }

    const message = request.message as { requestId?: string };
    if (message.requestId === "") {
      message.requestId = crypto.randomUUID();
    }
    const repeatable =
      Boolean(message.requestId) ||
      request.method.idempotency === MethodOptions_IdempotencyLevel.NO_SIDE_EFFECTS;

    for (let made = 1, refreshed = false; ; ) {
      try {
        return await attempt();
      } catch (error) {
        const failure = ConnectError.from(error);
        if (session && !refreshed && isForExpiredToken(failure)) {
          refreshed = true;
          await session.refresh(request.header.get("authorization")!);
          continue;
        }
        const delay = made < ATTEMPTS ? delayBefore(failure, made, repeatable) : undefined;
        if (delay === undefined) {
          throw failure;
        }
        made++;
        await sleep(delay, request.signal);
      }
    }
  };
}

/** The pages of a List method. */
export async function* pages<Q extends { pageToken?: string; skip?: number }, A extends { nextPageToken: string }>(
  list: (request: Q) => Promise<A>,
  request: Q,
): AsyncGenerator<A> {
  for (let next = request; ; ) {
    const page = await list(next);
    yield page;
    if (!page.nextPageToken) {
      return;
    }
    next = { ...next, pageToken: page.nextPageToken, skip: 0 };
  }
}

/** Why a call failed: one of campus.shared.v1.ErrorReason; empty where Campus did not answer. */
export function reason(failure: ConnectError): string {
  return failure.findDetails(ErrorInfoSchema).find((info) => info.domain === "campus")?.reason ?? "";
}

function isForExpiredToken(failure: ConnectError): boolean {
  return (
    failure.code === Code.Unauthenticated && ["INVALID_ACCESS_TOKEN", "TOKEN_EXPIRED"].includes(reason(failure))
  );
}

/** How long to wait before the next attempt; undefined if there shall be none. */
function delayBefore(failure: ConnectError, made: number, repeatable: boolean): number | undefined {
  const asked = failure.findDetails(RetryInfoSchema)[0]?.retryDelay;
  // After these nothing was done; an answer too large comes without a delay, and would be so again.
  const withoutEffect =
    (failure.code === Code.ResourceExhausted && asked !== undefined) ||
    (failure.code === Code.Aborted && reason(failure) === "CONFLICT");
  // After this the call may have been done.
  if (!withoutEffect && !(failure.code === Code.Unavailable && repeatable)) {
    return undefined;
  }
  if (asked) {
    const delay = Number(asked.seconds) * 1000 + asked.nanos / 1e6;
    return delay > LONGEST_DELAY ? undefined : delay * (1 + Math.random() / 4);
  }
  return Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (made - 1)) * (0.5 + Math.random() / 2);
}

/** Waits, at most until the call is cancelled or its time is over. */
function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(ConnectError.from(signal.reason));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    if (signal.aborted) {
      stop();
    } else {
      signal.addEventListener("abort", stop, { once: true });
    }
  });
}
