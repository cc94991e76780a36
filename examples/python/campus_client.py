"""What a client of Campus does around its calls.

    session = Session.sign_in(channel, "ada", password)
    campus = grpc.intercept_channel(channel, CampusInterceptor(session))
    books = book_service_pb2_grpc.BookServiceStub(campus)

Calls have the session's token, which is refreshed when it has expired. They are made again after
failures that pass, under the same request_id. The server's latest consistency token goes along.
"""

import collections
import random
import threading
import time
import uuid

import grpc
from google.protobuf import descriptor_pool
from google.protobuf.descriptor_pb2 import MethodOptions

from campus.identity.v1 import auth_service_pb2 as auth_pb
from campus.identity.v1 import auth_service_pb2_grpc as auth_grpc
from errors import details

ATTEMPTS = 5
FIRST_DELAY = 0.1
LONGEST_DELAY = 5.0
CONSISTENCY = "campus-consistency-token"


class Session:
    """The tokens of a signed-in user, for any number of threads.

    A refresh token is valid for one use, and a second use ends the session: so threads wait for one
    refresh together, and two processes must not share a session.
    """

    def __init__(self, channel, tokens, keep=lambda tokens: None):
        """The channel is one without this session's interceptor. keep stores new tokens, where the
        session shall outlive the program."""
        self._auth = auth_grpc.AuthServiceStub(channel)
        self._keep = keep
        self._refreshing = threading.Lock()
        self.tokens = tokens

    @classmethod
    def sign_in(cls, channel, login, password):
        request = auth_pb.SignInRequest(login=login, password=password)
        return cls(channel, auth_grpc.AuthServiceStub(channel).SignIn(request).session)

    @property
    def authorization(self):
        return "Bearer " + self.tokens.access_token

    @property
    def is_old(self):
        """Whether the access token is about to expire."""
        return self.tokens.access_expire_time.seconds < time.time() + 30

    def refresh(self, refused):
        """Gets new tokens, unless that was done since the given ones were sent."""
        with self._refreshing:
            if refused == self.authorization:
                request = auth_pb.RefreshSessionRequest(refresh_token=self.tokens.refresh_token)
                tokens = self._auth.RefreshSession(request, timeout=10).session
                self._keep(tokens)
                self.tokens = tokens


class _Details(
    collections.namedtuple(
        "_Details", "method timeout metadata credentials wait_for_ready compression"
    ),
    grpc.ClientCallDetails,
):
    pass


class CampusInterceptor(grpc.UnaryUnaryClientInterceptor, grpc.UnaryStreamClientInterceptor):
    """Makes calls as a client should. Streams are made once: what has been read of them is gone."""

    def __init__(self, session=None):
        self._session = session
        self._consistency = None

    def intercept_unary_unary(self, continuation, call, request):
        if hasattr(request, "request_id") and not request.request_id:
            identified = type(request)()
            identified.CopyFrom(request)
            identified.request_id = str(uuid.uuid4())
            request = identified
        repeatable = hasattr(request, "request_id") or _only_reads(call.method)
        end = None if call.timeout is None else time.monotonic() + call.timeout
        made, refreshed = 1, False
        while True:
            authorization = self._session and self._session.authorization
            outcome = continuation(self._with_tokens(call, authorization, end), request)
            error = outcome.exception()
            self._remember(outcome)
            if error is None:
                return outcome
            if authorization and not refreshed and _is_for_expired_token(error):
                refreshed = True
                self._session.refresh(authorization)
                continue
            delay = _delay(error, made, repeatable) if made < ATTEMPTS else None
            if delay is None or (end is not None and time.monotonic() + delay > end):
                return outcome
            made += 1
            time.sleep(delay)

    def intercept_unary_stream(self, continuation, call, request):
        if self._session and self._session.is_old:
            self._session.refresh(self._session.authorization)
        authorization = self._session and self._session.authorization
        stream = continuation(self._with_tokens(call, authorization, None), request)
        stream.add_callback(lambda: self._remember(stream))
        return stream

    def _with_tokens(self, call, authorization, end):
        metadata = list(call.metadata or ())
        if authorization:
            metadata.append(("authorization", authorization))
        if self._consistency:
            metadata.append((CONSISTENCY, self._consistency))
        return _Details(
            call.method,
            call.timeout if end is None else max(0, end - time.monotonic()),
            metadata,
            call.credentials,
            call.wait_for_ready,
            call.compression,
        )

    def _remember(self, call):
        for metadata in (call.initial_metadata(), call.trailing_metadata()):
            for key, value in metadata or ():
                if key == CONSISTENCY:
                    self._consistency = value


def pages(method, request):
    """The pages of a List method."""
    while True:
        page = method(request)
        yield page
        if not page.next_page_token:
            return
        following = type(request)()
        following.CopyFrom(request)
        following.page_token = page.next_page_token
        following.skip = 0
        request = following


def _only_reads(method):
    name = method.strip("/").replace("/", ".")
    found = descriptor_pool.Default().FindMethodByName(name)
    return found.GetOptions().idempotency_level == MethodOptions.NO_SIDE_EFFECTS


def _reason(error):
    info = details(error).get("ErrorInfo")
    return info.reason if info is not None and info.domain == "campus" else ""


def _is_for_expired_token(error):
    return error.code() == grpc.StatusCode.UNAUTHENTICATED and _reason(error) in (
        "INVALID_ACCESS_TOKEN",
        "TOKEN_EXPIRED",
    )


def _delay(error, made, repeatable):
    """How many seconds to wait before the next attempt; None if there shall be none."""
    retry = details(error).get("RetryInfo")
    # After these nothing was done. An answer too large comes without a delay: it would be so again.
    without_effect = (
        error.code() == grpc.StatusCode.RESOURCE_EXHAUSTED and retry is not None
    ) or (error.code() == grpc.StatusCode.ABORTED and _reason(error) == "CONFLICT")
    # After this the call may have been done.
    if not without_effect and not (
        error.code() == grpc.StatusCode.UNAVAILABLE and repeatable
    ):
        return None
    if retry is not None:
        asked = retry.retry_delay.ToTimedelta().total_seconds()
        return None if asked > LONGEST_DELAY else asked * random.uniform(1, 1.25)
    return min(LONGEST_DELAY, FIRST_DELAY * 2 ** (made - 1)) * random.uniform(0.5, 1)
