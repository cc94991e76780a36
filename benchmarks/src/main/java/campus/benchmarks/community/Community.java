package campus.benchmarks.community;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A community computed from its sizes and a seed, the same each time. Things are numbered from 1.
 * Only counts are kept in memory.
 */
public final class Community {

  private static final Instant FOUNDED = Instant.parse("2024-01-01T00:00:00Z");
  private static final Instant FIRST_POST = Instant.parse("2024-03-01T00:00:00Z");
  private static final long POSTING_SECONDS = 300L * 24 * 3600;
  private static final int DRAFTS = 20;
  private static final int BODY_WORDS = 40;

  private static final List<String> FIRST_NAMES =
      Words.words(
          """
          Ada Alan Grace Edsger Barbara Donald Emmy Carl Sofia Leonhard Marie Albert Rosalind Niels Lise
          Richard Vera Edwin Hedy Nikola Mary Isaac Hypatia Galileo Rachel Charles Jane Gregor Katherine
          Johannes Dorothy Blaise Maria Pierre Ida Ernst Chien Max Tu Omar
          """);
  private static final List<String> LAST_NAMES =
      Words.words(
          """
          Baker Carter Fischer Novak Silva Rossi Moreau Jansen Kowalski Andersen Haddad Okafor Tanaka
          Nguyen Patel Garcia Schmidt Larsen Petrov Yilmaz Cohen Murphy Dubois Ricci Horvat Nakamura Singh
          Mendes Keller Bauer Virtanen Sato Kim Lopez Costa Weber Hansen
          """);
  private static final List<String> TITLES =
      List.of(
          "Notes on %s and %s",
          "How %s met %s",
          "From %s to %s",
          "What %s owes to %s",
          "A beginner's %s, an expert's %s",
          "Why %s needs %s",
          "%s without %s",
          "A week of %s and %s");

  private final Sizes sizes;
  private final long seed;
  private final Words words;
  private final Zipf authors;
  private final Zipf tags;
  private final Zipf categories;
  private final Zipf followees;
  private final Zipf popularPosts;
  private final Zipf commonWords;
  private final int userStride;
  private final long titleStride;

  public Community(Sizes sizes, long seed) {
    this.sizes = sizes;
    this.seed = seed;
    this.words =
        new Words(
            sizes.posts() < 1_000
                ? Words.real()
                : Math.max(
                    Math.max(1_500, sizes.tags()), (int) Math.ceil(Math.sqrt(sizes.posts())) + 1));
    this.userStride = Zipf.stride(sizes.users(), 7_919);
    this.authors = new Zipf(sizes.users(), 1, userStride);
    this.tags = new Zipf(sizes.tags(), 1, 1);
    this.categories = new Zipf(sizes.categories(), 1, 1);
    this.followees = new Zipf(sizes.users(), 1, Zipf.stride(sizes.users(), 6_007));
    this.popularPosts = new Zipf(sizes.posts(), 0.8, Zipf.stride(sizes.posts(), 104_729));
    this.commonWords = new Zipf(words.count(), 1, 1);
    int pairs = Math.multiplyExact(words.count(), words.count());
    this.titleStride = Zipf.stride(pairs, 15_485_863);
  }

  public Sizes sizes() {
    return sizes;
  }

  public record User(String username, String fullName, String bio, Instant joined) {}

  public User user(int number) {
    int n = number - 1;
    var first = FIRST_NAMES.get(n % FIRST_NAMES.size());
    var last = LAST_NAMES.get(n % LAST_NAMES.size());
    int round = n / (FIRST_NAMES.size() * LAST_NAMES.size());
    var random = random(Kind.USER, number);
    return new User(
        first + "." + last + (round == 0 ? "" : round),
        first + " " + last,
        "Reads about " + word(random) + " and " + word(random) + ".",
        joined(number));
  }

  /** When a user registered: one a minute, so that times are distinct. */
  public Instant joined(int user) {
    return FOUNDED.plusSeconds(60L * user);
  }

  String tag(int number) {
    return words.get(number - 1);
  }

  String category(int number) {
    return List.of("Science", "Arts", "Mathematics", "History", "Crafts", "Languages")
            .get((number - 1) % 6)
        + (number > 6 ? " " + ((number - 1) / 6 + 1) : "");
  }

  /**
   * A post.
   *
   * @param category 0 for none
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Post(
      String title,
      String body,
      int author,
      int category,
      boolean published,
      int[] tags,
      Instant created) {

    /** The first sentence. */
    String summary() {
      return body.substring(0, body.indexOf('.') + 1);
    }

    @Nullable Instant publishTime() {
      return published ? created : null;
    }
  }

  Post post(int number) {
    var random = random(Kind.POST, number);
    int author = 1 + authors.draw(random);
    int category = random.nextInt(5) == 0 ? 0 : 1 + categories.draw(random);
    return new Post(
        title(number),
        body(random, BODY_WORDS),
        author,
        category,
        isPublished(number),
        IntStream.generate(() -> 1 + tags.draw(random))
            .distinct()
            .limit(Sizes.TAGS_PER_POST)
            .toArray(),
        posted(number));
  }

  /** One post in twenty is a draft, never two in a row. */
  public boolean isPublished(int post) {
    return post % DRAFTS != 7;
  }

  Instant posted(int post) {
    return FIRST_POST.plusSeconds(POSTING_SECONDS * post / sizes.posts());
  }

  /** A different text for each post, so that slugs are unique. */
  private String title(int post) {
    long count = words.count();
    long pair = post * titleStride % (count * count);
    var template = TITLES.get(post % TITLES.size());
    var title =
        template.formatted(words.get((int) (pair / count)), words.get((int) (pair % count)));
    return Character.toUpperCase(title.charAt(0)) + title.substring(1);
  }

  private String body(SplittableRandom random, int count) {
    var text = new StringBuilder();
    int sentence = 0;
    for (int n = 0; n < count; n++) {
      var word = word(random);
      if (sentence == 0) {
        word = Character.toUpperCase(word.charAt(0)) + word.substring(1);
        sentence = 4 + random.nextInt(8);
      }
      text.append(word).append(--sentence == 0 || n == count - 1 ? "." : "");
      text.append(n == count - 1 ? "" : " ");
    }
    return text.toString();
  }

  /** A word of the texts, common ones more often. */
  public String word(SplittableRandom random) {
    return words.get(commonWords.draw(random));
  }

  /** A comment on a published post. */
  record Comment(int post, int author, String body, Instant created) {}

  Comment comment(int number) {
    var random = random(Kind.COMMENT, number);
    int post = popularPost(random);
    return new Comment(
        post,
        1 + random.nextInt(sizes.users()),
        body(random, 8),
        posted(post).plusSeconds(60 + random.nextInt(1_000_000)));
  }

  /** The post of a comment, without the rest. */
  int commented(int comment) {
    return popularPost(random(Kind.COMMENT, comment));
  }

  /** The number of likes of each post, at most the number of users. */
  int[] likes() {
    var likes = new int[sizes.posts() + 1];
    var random = random(Kind.TRANSFER, 0);
    for (int n = 0; n < sizes.likes(); n++) {
      int post = popularPost(random);
      while (likes[post] == sizes.users() || !isPublished(post)) {
        post = post % sizes.posts() + 1;
      }
      likes[post]++;
    }
    return likes;
  }

  /** The nth user to like a post, from 0 on, without repetition. */
  int liker(int post, int nth) {
    long start = random(Kind.ENTRY, post).nextInt(sizes.users());
    return 1 + (int) ((start + (long) nth * userStride) % sizes.users());
  }

  /** The users that a user follows. */
  int[] followees(int user) {
    var random = random(Kind.SESSION, user);
    return IntStream.generate(() -> 1 + followees.draw(random))
        .filter(followee -> followee != user)
        .distinct()
        .limit(sizes.followsPerUser())
        .toArray();
  }

  public int accountOwner(int account) {
    return 1 + (account - 1) % sizes.users();
  }

  private int popularPost(SplittableRandom random) {
    int post = 1 + popularPosts.draw(random);
    return isPublished(post) ? post : post % sizes.posts() + 1;
  }

  private SplittableRandom random(Kind kind, int number) {
    return new SplittableRandom(
        (seed * 31 + kind.number()) * 0x9E3779B97F4A7C15L + number * 0xBF58476D1CE4E5B9L);
  }
}
