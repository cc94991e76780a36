package campus.benchmarks.community;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** The words of a community: some real ones, then generated ones. */
final class Words {

  private static final List<String> REAL =
      words(
          """
          algebra anatomy archive argument astronomy atlas balance ballad biology botany bridge calculus
          canvas census ceramics chapter chemistry choir circuit clay climate coast code comet compass
          compiler concert cooking culture current data debate design desert dialect diary drama drawing
          dream ecology economy energy engine essay ethics evidence evolution experiment fable fiction
          film forest fossil fraction galaxy garden geography geology geometry glacier grammar gravity
          harbour harmony history horizon idea index insect invention island journal justice kernel
          kitchen laboratory language legend lens letter library light logic machine magnet manuscript
          map market measure melody memory metal method microscope migration mineral mirror model moon
          motion museum music myth nature needle network notebook number ocean optics orbit orchard
          origin painting paper parable pattern physics planet poem poetry politics portrait pottery
          prime printing probability programming proof puzzle question rain reading recipe relation
          river robot rocket sculpture season seed shadow signal silence sketch society soil sound space
          speech spiral star statistics story study syntax telescope theatre theorem theory thread tide
          translation travel tree triangle universe vaccine valley verse village vocabulary volcano voyage
          water weather wind winter wood workshop writing zoology
          """);

  private static final String[] ONSETS = {
    "b", "br", "d", "f", "g", "gl", "k", "l", "m", "n", "p", "r", "s", "st", "t", "v"
  };
  private static final String[] VOWELS = {"a", "e", "i", "o", "u", "ai", "ou"};

  private static final int SYLLABLES = ONSETS.length * VOWELS.length;

  private final List<String> all;

  Words(int count) {
    var words = new LinkedHashSet<>(REAL.subList(0, Math.min(count, REAL.size())));
    for (int n = 0; words.size() < count; n++) {
      var more = n < SYLLABLES * SYLLABLES ? "" : syllable(n / (SYLLABLES * SYLLABLES));
      words.add(syllable(n) + syllable(n / SYLLABLES) + syllable(n / 7 + 31) + more + "n");
    }
    all = new ArrayList<>(words);
  }

  int count() {
    return all.size();
  }

  String get(int index) {
    return all.get(index);
  }

  /** The number of common words. */
  static int real() {
    return REAL.size();
  }

  private static String syllable(int n) {
    return ONSETS[n % ONSETS.length] + VOWELS[n / ONSETS.length % VOWELS.length];
  }

  static List<String> words(String text) {
    return List.of(text.strip().split("\\s+", -1));
  }
}
