"""Makes every call of Campus's identity services, as any Python client could.

    python3 tour.py localhost:50051 [ADMIN_LOGIN ADMIN_PASSWORD]

Without an administrator, the calls that need one are left out. README.md says how to generate the
modules that are imported here.
"""

import sys
import uuid

import grpc
from google.protobuf.field_mask_pb2 import FieldMask

from campus.identity.v1 import auth_service_pb2 as auth_pb
from campus.identity.v1 import auth_service_pb2_grpc as auth_grpc
from campus.identity.v1 import user_pb2
from campus.identity.v1 import user_service_pb2 as user_pb
from campus.identity.v1 import user_service_pb2_grpc as user_grpc
from errors import reason

PASSWORD = "correct horse battery"


def bearer(session):
    """What goes along with the calls of a session."""
    return [("authorization", "Bearer " + session.access_token)]


def expect_failure(code, why, call, *args, **kwargs):
    """Makes a call that has to fail."""
    try:
        call(*args, **kwargs)
    except grpc.RpcError as error:
        assert error.code() == code and reason(error) == why, error
        print(f"refused, {code.name}: {error.details()}")
    else:
        raise AssertionError("the call should have failed")


def tour(channel, admin_login=None, admin_password=None):
    auth = auth_grpc.AuthServiceStub(channel)
    users = user_grpc.UserServiceStub(channel)

    # Register, sign in, refresh.
    username = "ada-" + uuid.uuid4().hex[:8]
    user = user_pb2.User(
        username=username,
        email=username + "@example.org",
        profile=user_pb2.Profile(full_name="Ada Lovelace", bio="First programmer"),
    )
    registered = auth.Register(auth_pb.RegisterRequest(user=user, password=PASSWORD))
    print("registered", registered.user.name, "as", registered.user.username)
    expect_failure(
        grpc.StatusCode.ALREADY_EXISTS,
        "USERNAME_TAKEN",
        auth.Register,
        auth_pb.RegisterRequest(user=user, password=PASSWORD),
    )
    signed_in = auth.SignIn(auth_pb.SignInRequest(login=username, password=PASSWORD))
    refreshed = auth.RefreshSession(
        auth_pb.RefreshSessionRequest(refresh_token=signed_in.session.refresh_token)
    )
    me = bearer(refreshed.session)
    name = refreshed.user.name

    # One call fetches what the mask asks for, relations included.
    seen = users.GetUser(
        user_pb.GetUserRequest(
            name="users/me",
            read_mask=FieldMask(paths=["username", "profile.full_name", "identity_card"]),
        ),
        metadata=me,
    )
    assert seen.profile.full_name == "Ada Lovelace" and not seen.email
    print("read", seen.username, "with the profile of", seen.profile.full_name)

    # Pages: all of them hold every user once.
    count, token = 0, ""
    while True:
        page = users.ListUsers(
            user_pb.ListUsersRequest(page_size=50, page_token=token), metadata=me
        )
        count, token = count + len(page.users), page.next_page_token
        if not token:
            break
    print("listed", count, "users")
    batch = users.BatchGetUsers(
        user_pb.BatchGetUsersRequest(names=["users/me", name]), metadata=me
    )
    assert [u.name for u in batch.users] == [name, name]

    # Updates change what the mask names, and answer the whole.
    updated = users.UpdateUser(
        user_pb.UpdateUserRequest(
            user=user_pb2.User(name="users/me", email="a-" + user.email),
            update_mask=FieldMask(paths=["email"]),
        ),
        metadata=me,
    )
    assert updated.email == "a-" + user.email and updated.username == username
    users.UpdateProfile(
        user_pb.UpdateProfileRequest(
            profile=user_pb2.Profile(name="users/me/profile", bio="Analyst"),
            update_mask=FieldMask(paths=["bio"]),
        ),
        metadata=me,
    )
    profile = users.GetProfile(user_pb.GetProfileRequest(name="users/me/profile"), metadata=me)
    assert (profile.full_name, profile.bio) == ("Ada Lovelace", "Analyst")
    print("changed", updated.email, "and", profile.bio)

    if admin_login:
        admin_calls(auth, users, me, name, admin_login, admin_password)

    auth.ChangePassword(
        auth_pb.ChangePasswordRequest(
            user="users/me", current_password=PASSWORD, new_password="another good one"
        ),
        metadata=me,
    )
    signed_in = auth.SignIn(auth_pb.SignInRequest(login=username, password="another good one"))
    auth.SignOut(auth_pb.SignOutRequest(), metadata=bearer(signed_in.session))
    expect_failure(
        grpc.StatusCode.UNAUTHENTICATED,
        "INVALID_ACCESS_TOKEN",
        users.GetUser,
        user_pb.GetUserRequest(name="users/me"),
        metadata=bearer(signed_in.session),
    )
    users.DeleteUser(user_pb.DeleteUserRequest(name="users/me"), metadata=me)
    print("deleted", name)


def admin_calls(auth, users, me, name, admin_login, admin_password):
    signed_in = auth.SignIn(auth_pb.SignInRequest(login=admin_login, password=admin_password))
    admin = bearer(signed_in.session)

    number = "C-" + uuid.uuid4().hex[:8]
    request = user_pb.IssueIdentityCardRequest(
        user=name, identity_card=user_pb2.IdentityCard(number=number)
    )
    expect_failure(
        grpc.StatusCode.PERMISSION_DENIED,
        "NOT_ALLOWED",
        users.IssueIdentityCard,
        request,
        metadata=me,
    )
    issued = users.IssueIdentityCard(request, metadata=admin)
    card = users.GetIdentityCard(
        user_pb.GetIdentityCardRequest(name="users/me/identityCard"), metadata=me
    )
    assert card == issued and card.state == user_pb2.IdentityCard.ISSUED
    revoked = users.RevokeIdentityCard(
        user_pb.RevokeIdentityCardRequest(name=card.name), metadata=admin
    )
    assert revoked.state == user_pb2.IdentityCard.REVOKED
    print("issued and revoked", card.number)

    other = "bob-" + uuid.uuid4().hex[:8]
    created = users.CreateUser(
        user_pb.CreateUserRequest(
            user=user_pb2.User(username=other, email=other + "@example.org")
        ),
        metadata=admin,
    )
    users.DeleteUser(user_pb.DeleteUserRequest(name=created.name), metadata=admin)
    print("made and deleted", created.username)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 4):
        sys.exit(__doc__)
    with grpc.insecure_channel(sys.argv[1]) as channel:
        tour(channel, *sys.argv[2:])
