"""Signs in, writes, pages and exports, with campus_client.py.

    python3 session.py localhost:50051
"""

import concurrent.futures
import sys
import uuid

import grpc

from campus.identity.v1 import auth_service_pb2 as auth_pb
from campus.identity.v1 import auth_service_pb2_grpc as auth_grpc
from campus.identity.v1 import user_pb2
from campus.publishing.v1 import post_pb2
from campus.publishing.v1 import post_service_pb2 as post_pb
from campus.publishing.v1 import post_service_pb2_grpc as post_grpc
from campus_client import CampusInterceptor, Session, pages

PASSWORD = "correct horse battery"


class LostAnswer(grpc.RpcError):
    """What a client sees when the connection breaks: the server may have done the call."""

    def code(self):
        return grpc.StatusCode.UNAVAILABLE

    def details(self):
        return "the connection broke"

    def initial_metadata(self):
        return ()

    def trailing_metadata(self):
        return ()

    def exception(self, timeout=None):
        return self

    def result(self, timeout=None):
        raise self


class LosesOneAnswer(grpc.UnaryUnaryClientInterceptor):
    """A network that loses the first answer to CreatePost."""

    def __init__(self):
        self.request_ids = []

    def intercept_unary_unary(self, continuation, call, request):
        outcome = continuation(call, request)
        if call.method.endswith("/CreatePost"):
            self.request_ids.append(request.request_id)
            if len(self.request_ids) == 1:
                outcome.result()
                return LostAnswer()
        return outcome


def post(title):
    return post_pb.CreatePostRequest(
        post=post_pb2.Post(title=title, state=post_pb2.Post.PUBLISHED)
    )


def tour(channel):
    username = "ada-" + uuid.uuid4().hex[:8]
    user = user_pb2.User(username=username, email=username + "@example.org")
    auth = auth_grpc.AuthServiceStub(channel)
    auth.Register(auth_pb.RegisterRequest(user=user, password=PASSWORD))
    session = Session.sign_in(channel, username, PASSWORD)
    print("signed in as", username)

    network = LosesOneAnswer()
    # The first interceptor is the outermost.
    campus = grpc.intercept_channel(channel, CampusInterceptor(session), network)
    posts = post_grpc.PostServiceStub(campus)

    # An access token that is no longer valid: calls at once refresh the session once.
    session.tokens.access_token = "expired"
    mine = post_pb.ListPostsRequest(parent="members/me", page_size=2)
    with concurrent.futures.ThreadPoolExecutor(3) as threads:
        list(threads.map(posts.ListPosts, [mine] * 3))
    assert session.tokens.access_token != "expired"
    print("refreshed the session")

    # A write whose answer got lost is made again under the same request_id, and done once.
    written = posts.CreatePost(post("Notes"))
    assert len(network.request_ids) == 2 and len(set(network.request_ids)) == 1
    print("wrote", written.name, "in two attempts")

    posts.BatchCreatePosts(
        post_pb.BatchCreatePostsRequest(requests=[post(f"Note {n}") for n in range(1, 5)])
    )
    titles = [found.title for page in pages(posts.ListPosts, mine) for found in page.posts]
    assert titles == ["Notes", "Note 1", "Note 2", "Note 3", "Note 4"], titles
    print("listed", len(titles), "posts over pages of 2")

    # After an interruption, `after` with the last name goes on.
    exported = list(posts.ExportPosts(post_pb.ExportPostsRequest(parent="members/me")))
    assert len(exported) == 5
    print("exported", len(exported), "posts")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with grpc.insecure_channel(sys.argv[1]) as plain:
        tour(plain)
