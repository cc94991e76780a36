package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import campus.publishing.v1.CreatePostRequest;
import campus.publishing.v1.FollowMemberRequest;
import campus.publishing.v1.GetBlogStatsRequest;
import campus.publishing.v1.Post;
import campus.publishing.v1.Tag;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statistics, on servers that nothing was asked of before. */
class StatsIT {

  private static final GetBlogStatsRequest TOP_ONE =
      GetBlogStatsRequest.newBuilder().setTop(1).build();

  private TestDatabase database;

  @BeforeEach
  void create() {
    database = TestDatabase.create(Engine.POSTGRES_18);
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private static void publish(Client author, String tag) {
    Publishing.of(author)
        .posts()
        .createPost(
            CreatePostRequest.newBuilder()
                .setPost(
                    Post.newBuilder()
                        .setTitle("On " + tag)
                        .setState(Post.State.PUBLISHED)
                        .addTags(Tag.newBuilder().setLabel(tag)))
                .build());
  }

  @Test
  void areTheFirstAnswerOfAServerOnAFullDatabase() {
    try (var campus = RunningCampus.on(database.jdbcUrl(), Map.of())) {
      publish(campus.newUser(), "java");
      publish(campus.newUser(), "sql");
    }

    try (var campus = RunningCampus.on(database.jdbcUrl(), Map.of())) {
      var stats = Publishing.of(campus.anonymous()).stats().getBlogStats(TOP_ONE);

      assertThat(stats.getPostCount()).isEqualTo(2);
      assertThat(stats.getTopTagsList()).hasSize(1);
      assertThat(stats.getTopAuthorsList()).hasSize(1);
    }
  }

  @Test
  void areTheSameForEverybody() {
    try (var campus = RunningCampus.on(database.jdbcUrl(), Map.of())) {
      var author = campus.newUser();
      publish(author, "java");
      var follower = campus.newUser();
      Publishing.of(follower)
          .members()
          .followMember(FollowMemberRequest.newBuilder().setName("members/" + author.id()).build());

      assertThat(Publishing.of(follower).stats().getBlogStats(TOP_ONE))
          .isEqualTo(Publishing.of(campus.anonymous()).stats().getBlogStats(TOP_ONE));
    }
  }
}
