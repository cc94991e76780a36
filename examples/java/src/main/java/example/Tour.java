package example;

import campus.client.CampusInterceptor;
import campus.client.Pages;
import campus.client.Session;
import campus.identity.v1.AuthServiceGrpc;
import campus.identity.v1.RegisterRequest;
import campus.identity.v1.User;
import campus.publishing.v1.BatchCreatePostsRequest;
import campus.publishing.v1.CreatePostRequest;
import campus.publishing.v1.ExportPostsRequest;
import campus.publishing.v1.ListPostsRequest;
import campus.publishing.v1.ListPostsResponse;
import campus.publishing.v1.Post;
import campus.publishing.v1.PostServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Signs in, writes, pages and exports: {@code java example.Tour localhost:50051}. */
final class Tour {

  private static final String PASSWORD = "correct horse battery";

  private Tour() {}

  public static void main(String[] args) throws InterruptedException {
    if (args.length != 1) {
      System.err.println("usage: Tour ADDRESS");
      System.exit(2);
    }
    var channel = Grpc.newChannelBuilder(args[0], InsecureChannelCredentials.create()).build();
    try {
      tour(channel);
    } finally {
      channel.shutdown().awaitTermination(5, TimeUnit.SECONDS);
    }
  }

  private static void tour(Channel plain) {
    var username = "ada-" + UUID.randomUUID().toString().substring(0, 8);
    AuthServiceGrpc.newBlockingStub(plain)
        .register(
            RegisterRequest.newBuilder()
                .setUser(
                    User.newBuilder()
                        .setUsername(username)
                        .setEmail(username + "@example.org"))
                .setPassword(PASSWORD)
                .build());
    var tokens = Session.signIn(plain, username, PASSWORD).tokens();
    System.out.println("signed in as " + username);

    // An access token that is no longer valid: calls at once refresh the session once.
    var session =
        Session.of(plain, tokens.toBuilder().setAccessToken("expired").build())
            .keptBy(kept -> System.out.println("refreshed the session"));
    var network = new LosesOneAnswer();
    // The last interceptor is the outermost.
    var campus = ClientInterceptors.intercept(plain, network, CampusInterceptor.of(session));
    var posts = PostServiceGrpc.newBlockingStub(campus);
    var mine = ListPostsRequest.newBuilder().setParent("members/me").setPageSize(2).build();
    IntStream.range(0, 3).parallel().forEach(n -> posts.listPosts(mine));

    // A write whose answer got lost is made again under the same request_id, and done once.
    var written = posts.createPost(post("Notes"));
    check(network.requestIds.size() == 2 && network.requestIds.stream().distinct().count() == 1);
    System.out.println("wrote " + written.getName() + " in two attempts");

    posts.batchCreatePosts(
        BatchCreatePostsRequest.newBuilder()
            .addAllRequests(IntStream.rangeClosed(1, 4).mapToObj(n -> post("Note " + n)).toList())
            .build());
    var titles =
        Pages.of(mine, posts::listPosts, ListPostsResponse::getPostsList)
            .map(Post::getTitle)
            .toList();
    check(titles.equals(List.of("Notes", "Note 1", "Note 2", "Note 3", "Note 4")));
    System.out.println("listed " + titles.size() + " posts over pages of 2");

    // After an interruption, `after` with the last name goes on.
    var exported = 0;
    var export =
        posts.exportPosts(ExportPostsRequest.newBuilder().setParent("members/me").build());
    while (export.hasNext()) {
      export.next();
      exported++;
    }
    check(exported == 5);
    System.out.println("exported " + exported + " posts");
  }

  private static CreatePostRequest post(String title) {
    return CreatePostRequest.newBuilder()
        .setPost(Post.newBuilder().setTitle(title).setState(Post.State.PUBLISHED))
        .build();
  }

  private static void check(boolean holds) {
    if (!holds) {
      throw new IllegalStateException("not as expected");
    }
  }

  /**
   * A network that loses the first answer to CreatePost: the server has done the call, the client
   * cannot know.
   */
  private static final class LosesOneAnswer implements ClientInterceptor {

    private final List<String> requestIds = new CopyOnWriteArrayList<>();

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      var call = next.newCall(method, options);
      if (!"CreatePost".equals(method.getBareMethodName())) {
        return call;
      }
      return new SimpleForwardingClientCall<>(call) {
        @Override
        public void sendMessage(Q message) {
          requestIds.add(((CreatePostRequest) message).getRequestId());
          super.sendMessage(message);
        }

        @Override
        public void start(Listener<A> listener, Metadata headers) {
          super.start(requestIds.isEmpty() ? new Losing<>(listener) : listener, headers);
        }
      };
    }
  }

  private static final class Losing<A> extends SimpleForwardingClientCallListener<A> {

    Losing(ClientCall.Listener<A> listener) {
      super(listener);
    }

    @Override
    public void onHeaders(Metadata headers) {}

    @Override
    public void onMessage(A message) {}

    @Override
    public void onClose(Status status, Metadata trailers) {
      super.onClose(Status.UNAVAILABLE.withDescription("the connection broke"), trailers);
    }
  }
}
