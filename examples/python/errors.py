"""Reads what a failed call of Campus carries, as docs/errors.md describes it.

    python3 errors.py localhost:50051

makes two calls that fail, and prints the details of their errors.
"""

import sys

import grpc
from google.rpc import error_details_pb2, status_pb2

from campus.identity.v1 import auth_service_pb2 as auth_pb
from campus.identity.v1 import auth_service_pb2_grpc as auth_grpc
from campus.identity.v1 import user_pb2

KNOWN = (
    error_details_pb2.ErrorInfo,
    error_details_pb2.BadRequest,
    error_details_pb2.PreconditionFailure,
    error_details_pb2.ResourceInfo,
    error_details_pb2.RetryInfo,
)


def details(error):
    """The details of an error: a dictionary of messages by the names of their types."""
    found = {}
    for key, value in error.trailing_metadata():
        if key == "grpc-status-details-bin":
            for packed in status_pb2.Status.FromString(value).details:
                for kind in KNOWN:
                    if packed.Is(kind.DESCRIPTOR):
                        found[kind.DESCRIPTOR.name] = kind.FromString(packed.value)
    return found


def reason(error):
    """Why a call failed: one of campus.shared.v1.ErrorReason."""
    return details(error)["ErrorInfo"].reason


def show(call, request):
    try:
        call(request)
    except grpc.RpcError as error:
        found = details(error)
        print(error.code().name, found["ErrorInfo"].domain, found["ErrorInfo"].reason)
        if "BadRequest" in found:
            for violation in found["BadRequest"].field_violations:
                print("  field", violation.field + ":", violation.description)
        if "RetryInfo" in found:
            print("  retry after", found["RetryInfo"].retry_delay.ToTimedelta())
    else:
        raise AssertionError("the call should have failed")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with grpc.insecure_channel(sys.argv[1]) as channel:
        auth = auth_grpc.AuthServiceStub(channel)
        user = user_pb2.User(username="a", email="nowhere")
        show(auth.Register, auth_pb.RegisterRequest(user=user, password="correct horse battery"))
        show(auth.RefreshSession, auth_pb.RefreshSessionRequest(refresh_token="no such token"))
