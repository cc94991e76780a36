package campus.benchmarks.community;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommunityTest {

  private static final Sizes SIZES = Sizes.scaled(0.005);

  private final Community community = new Community(SIZES, 7);

  @Test
  void isTheSameForTheSameSeed() {
    var again = new Community(SIZES, 7);

    assertThat(again.user(5)).isEqualTo(community.user(5));
    assertThat(again.post(11)).usingRecursiveComparison().isEqualTo(community.post(11));
    assertThat(again.comment(13)).isEqualTo(community.comment(13));
    assertThat(again.followees(3)).isEqualTo(community.followees(3));
    assertThat(again.likes()).isEqualTo(community.likes());
  }

  @Test
  void isAnotherForAnotherSeed() {
    var other = new Community(SIZES, 8);

    assertThat(other.post(11).body()).isNotEqualTo(community.post(11).body());
  }

  @Test
  void everyUserAndEveryPostHasAUniqueName() {
    var usernames = new HashSet<String>();
    IntStream.rangeClosed(1, 20_000).forEach(n -> usernames.add(community.user(n).username()));
    var titles = new HashSet<String>();
    IntStream.rangeClosed(1, SIZES.posts()).forEach(n -> titles.add(community.post(n).title()));

    assertThat(usernames).hasSize(20_000);
    assertThat(titles).hasSize(SIZES.posts());
  }

  @Test
  void noUserFollowsThemselvesOrLikesAPostTwice() {
    var likes = community.likes();
    for (int user = 1; user <= SIZES.users(); user++) {
      assertThat(community.followees(user)).doesNotHaveDuplicates().doesNotContain(user);
    }
    for (int post = 1; post <= SIZES.posts(); post++) {
      int number = post;
      assertThat(IntStream.range(0, likes[post]).map(n -> community.liker(number, n)).toArray())
          .doesNotHaveDuplicates();
    }
    assertThat(IntStream.of(likes).sum()).isEqualTo(SIZES.likes());
  }

  @Test
  void writesMostByFew() {
    var posts = new int[SIZES.users() + 1];
    IntStream.rangeClosed(1, SIZES.posts()).forEach(n -> posts[community.post(n).author()]++);

    assertThat(IntStream.of(posts).max().orElseThrow())
        .isGreaterThan(5 * SIZES.posts() / SIZES.users());
  }

  @Test
  void noWordComesTwiceHoweverManyThereAre() {
    var words = new Words(40_000);

    assertThat(IntStream.range(0, words.count()).mapToObj(words::get)).doesNotHaveDuplicates();
    assertThat(words.count()).isEqualTo(40_000);
  }
}
