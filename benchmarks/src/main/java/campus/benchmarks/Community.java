package campus.benchmarks;

import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A community computed from its sizes and a seed, the same each time. Things are numbered from 1.
 * Only counts are kept in memory.
 */
final class Community {

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
  private final int followeeStride;
  private final int postStride;
  private final long titleStride;

  Community(Sizes sizes, long seed) {
    this.sizes = sizes;
    this.seed = seed;
    this.words =
        new Words(
            sizes.posts() < 1_000
                ? Words.real()
                : Math.max(
                    Math.max(1_500, sizes.tags()), (int) Math.ceil(Math.sqrt(sizes.posts())) + 1));
    this.authors = new Zipf(sizes.users(), 1);
    this.tags = new Zipf(sizes.tags(), 1);
    this.categories = new Zipf(sizes.categories(), 1);
    this.followees = new Zipf(sizes.users(), 1);
    this.popularPosts = new Zipf(sizes.posts(), 0.8);
    this.commonWords = new Zipf(words.count(), 1);
    this.userStride = stride(sizes.users(), 7_919);
    this.followeeStride = stride(sizes.users(), 6_007);
    this.postStride = stride(sizes.posts(), 104_729);
    this.titleStride = stride(Math.toIntExact((long) words.count() * words.count()), 15_485_863);
  }

  Sizes sizes() {
    return sizes;
  }

  /** The newest of its timestamps. */
  static Instant end() {
    return FIRST_POST.plusSeconds(2 * POSTING_SECONDS);
  }

  record User(String username, String fullName, String bio, Instant joined) {}

  User user(int number) {
    int n = number - 1;
    var first = FIRST_NAMES.get(n % FIRST_NAMES.size());
    var last = LAST_NAMES.get(n % LAST_NAMES.size());
    int round = n / (FIRST_NAMES.size() * LAST_NAMES.size());
    var random = random(Kind.USER, number);
    return new User(
        first + "." + last + (round == 0 ? "" : round),
        first + " " + last,
        "Reads about "
            + words.get(commonWords.draw(random))
            + " and "
            + words.get(commonWords.draw(random))
            + ".",
        joined(number));
  }

  Instant joined(int user) {
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
      Instant created) {}

  Post post(int number) {
    var random = random(Kind.POST, number);
    int author = author(random);
    int category = random.nextInt(5) == 0 ? 0 : 1 + categories.draw(random);
    return new Post(
        title(number),
        body(random, BODY_WORDS),
        author,
        category,
        isPublished(number),
        distinct(tags, random, Sizes.TAGS_PER_POST),
        posted(number));
  }

  boolean isPublished(int post) {
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
      var word = words.get(commonWords.draw(random));
      if (sentence == 0) {
        word = Character.toUpperCase(word.charAt(0)) + word.substring(1);
        sentence = 4 + random.nextInt(8);
      }
      text.append(word).append(--sentence == 0 || n == count - 1 ? "." : "");
      text.append(n == count - 1 ? "" : " ");
    }
    return text.toString();
  }

  /** A search term, common words more often. */
  String word(SplittableRandom random) {
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
    Set<Integer> found = new LinkedHashSet<>();
    while (found.size() < sizes.followsPerUser()) {
      int followee = 1 + (int) ((long) followees.draw(random) * followeeStride % sizes.users());
      if (followee != user) {
        found.add(followee);
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  int accountOwner(int account) {
    return 1 + (account - 1) % sizes.users();
  }

  private int author(SplittableRandom random) {
    return 1 + (int) ((long) authors.draw(random) * userStride % sizes.users());
  }

  private int popularPost(SplittableRandom random) {
    int post = 1 + (int) ((long) popularPosts.draw(random) * postStride % sizes.posts());
    return isPublished(post) ? post : post % sizes.posts() + 1;
  }

  private static int[] distinct(Zipf zipf, SplittableRandom random, int count) {
    Set<Integer> found = new LinkedHashSet<>();
    while (found.size() < count) {
      found.add(1 + zipf.draw(random));
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  private SplittableRandom random(Kind kind, int number) {
    return new SplittableRandom(
        (seed * 31 + kind.number()) * 0x9E3779B97F4A7C15L + number * 0xBF58476D1CE4E5B9L);
  }

  /** A step whose multiples reach every remainder. */
  private static int stride(int modulus, int from) {
    int stride = from;
    while (!BigInteger.valueOf(stride).gcd(BigInteger.valueOf(modulus)).equals(BigInteger.ONE)) {
      stride++;
    }
    return stride;
  }
}
