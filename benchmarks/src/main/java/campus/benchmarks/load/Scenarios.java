package campus.benchmarks.load;

import campus.benchmarks.community.Community;
import campus.benchmarks.community.Kind;
import campus.benchmarks.community.Sessions;
import campus.identity.v1.CreateUserRequest;
import campus.identity.v1.Profile;
import campus.identity.v1.User;
import campus.publishing.v1.GetBlogStatsRequest;
import campus.publishing.v1.GetMemberRequest;
import campus.publishing.v1.GetPostRequest;
import campus.publishing.v1.ListFeedRequest;
import campus.publishing.v1.ListMembersRequest;
import campus.publishing.v1.SearchPostsRequest;
import campus.wallet.v1.TransferFundsRequest;
import com.google.protobuf.FieldMask;
import com.google.type.Money;
import io.grpc.health.v1.HealthCheckRequest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;

/** The measured calls, the most frequent ones of a community. */
public final class Scenarios {

  private static final String MEMBERS = "/campus.publishing.v1.MemberService/";
  private static final String POSTS = "/campus.publishing.v1.PostService/";
  private static final String PASSWORD = "correct horse battery";
  private static final int SEARCHES = 20;
  private static final int CENT = 10_000_000;

  /** The calls of the mixed scenario, by the sum of their percentages and all before them. */
  private static final NavigableMap<Integer, BiFunction<Scenarios, SplittableRandom, Call>> MIX =
      new TreeMap<>(
          Map.of(
              40, Scenarios::post,
              65, Scenarios::member,
              70, Scenarios::members,
              85, Scenarios::feed,
              90, Scenarios::search,
              92, (scenarios, random) -> scenarios.register(random, ""),
              97, Scenarios::transfer,
              100, Scenarios::statistics));

  private final Community community;
  private final Sessions sessions;

  public Scenarios(Community community, Sessions sessions) {
    this.community = community;
    this.sessions = sessions;
  }

  public List<Scenario> all() {
    return List.of(
        new Scenario("empty", "health check: no database", 0, 0, true, this::empty),
        new Scenario("a", "post with author and tags", 0.5, 1, true, this::post),
        new Scenario("a-web", "a over gRPC-Web", 0, 0, Way.GRPC_WEB, true, r -> post(r).overWeb()),
        new Scenario("a-json", "a as HTTP/JSON", 0, 0, Way.JSON, true, this::postAsJson),
        new Scenario("b", "member with profile and newest posts", 0.5, 1, true, this::member),
        new Scenario("c", "20 members with profile and posts", 0, 1, true, this::members),
        new Scenario("d", "feed page, 20 posts with authors and tags", 0.85, 1, true, this::feed),
        new Scenario("e", "search by a word", 0.85, SEARCHES, true, this::search),
        new Scenario("f", "register user and profile", 0.7, 1, true, r -> register(r, "")),
        new Scenario("g", "transfer between two random accounts", 0.7, 1, true, this::transfer),
        new Scenario("h", "statistics", 0, 1, true, this::statistics),
        new Scenario("mixed", "40 a, 25 b, 5 c, 15 d, 5 e, 2 f, 5 g, 3 h", 0, 0, true, this::mixed),
        new Scenario(
            "f+hash", "register with a password", 0, 0, false, r -> register(r, PASSWORD)));
  }

  private Call empty(SplittableRandom random) {
    return Call.of("/grpc.health.v1.Health/Check", null, HealthCheckRequest.getDefaultInstance());
  }

  /** The name of a published post. */
  private String postName(SplittableRandom random) {
    // One post in twenty is a draft, visible only to its author.
    int post = 1 + random.nextInt(community.sizes().posts());
    return "posts/" + Kind.POST.id(community.isPublished(post) ? post : post - 1);
  }

  private Call postAsJson(SplittableRandom random) {
    return Call.get(
        "/v1/"
            + postName(random)
            + "?read_mask=title,body,publish_time,author.username,tags.label");
  }

  private Call post(SplittableRandom random) {
    return Call.of(
        POSTS + "GetPost",
        null,
        GetPostRequest.newBuilder()
            .setName(postName(random))
            .setReadMask(mask("title", "body", "publish_time", "author.username", "tags.label"))
            .build());
  }

  private Call member(SplittableRandom random) {
    return Call.of(
        MEMBERS + "GetMember",
        null,
        GetMemberRequest.newBuilder()
            .setName("members/" + Kind.USER.id(user(random)))
            .setReadMask(shape())
            .build());
  }

  private Call members(SplittableRandom random) {
    var from = community.joined(1 + random.nextInt(community.sizes().users() - 20));
    return Call.of(
        MEMBERS + "ListMembers",
        null,
        ListMembersRequest.newBuilder()
            .setPageSize(20)
            .setFilter("create_time >= \"" + from + "\"")
            .setOrderBy("create_time")
            .setReadMask(shape())
            .build());
  }

  private static FieldMask shape() {
    return mask(
        "username",
        "profile.full_name",
        "profile.bio",
        "posts.title",
        "posts.slug",
        "posts.publish_time");
  }

  private Call feed(SplittableRandom random) {
    return Call.of(
        "/campus.publishing.v1.FeedService/ListFeed",
        sessions.token(user(random)),
        ListFeedRequest.newBuilder()
            .setPageSize(20)
            .setReadMask(mask("title", "slug", "publish_time", "author.username", "tags.label"))
            .build());
  }

  private Call search(SplittableRandom random) {
    return Call.of(
        POSTS + "SearchPosts",
        null,
        SearchPostsRequest.newBuilder()
            .setQuery(community.word(random))
            .setPageSize(20)
            .setReadMask(mask("title", "slug", "publish_time"))
            .build());
  }

  private Call register(SplittableRandom random, String password) {
    var name = "bench" + HexFormat.of().toHexDigits(random.nextLong());
    return Call.of(
        "/campus.identity.v1.UserService/CreateUser",
        sessions.token(1),
        CreateUserRequest.newBuilder()
            .setUser(
                User.newBuilder()
                    .setUsername(name)
                    .setEmail(name + "@example.org")
                    .setProfile(Profile.newBuilder().setFullName("Ada Lovelace").setBio("Counts.")))
            .setPassword(password)
            .build());
  }

  private Call transfer(SplittableRandom random) {
    int count = community.sizes().serversAccounts();
    int from = 1 + random.nextInt(count);
    int to = 1 + (from + random.nextInt(count - 1)) % count;
    return Call.of(
        "/campus.wallet.v1.TransferService/TransferFunds",
        sessions.token(community.accountOwner(from)),
        TransferFundsRequest.newBuilder()
            .setFromAccount("accounts/" + Kind.ACCOUNT.id(from))
            .setToAccount("accounts/" + Kind.ACCOUNT.id(to))
            .setAmount(Money.newBuilder().setCurrencyCode("EUR").setNanos(CENT))
            .setRequestId(uuid(random))
            .build());
  }

  private Call statistics(SplittableRandom random) {
    return Call.of(
        "/campus.publishing.v1.StatsService/GetBlogStats",
        null,
        GetBlogStatsRequest.getDefaultInstance());
  }

  private Call mixed(SplittableRandom random) {
    return MIX.higherEntry(random.nextInt(100)).getValue().apply(this, random);
  }

  private int user(SplittableRandom random) {
    return 1 + random.nextInt(community.sizes().users());
  }

  private static String uuid(SplittableRandom random) {
    return new UUID(
            (random.nextLong() & ~0xf000L) | 0x4000L,
            (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L)
        .toString();
  }

  private static FieldMask mask(String... paths) {
    return FieldMask.newBuilder().addAllPaths(List.of(paths)).build();
  }
}
