package campus.benchmarks;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes maps, collections, texts, numbers and booleans as JSON. */
final class Json {

  private Json() {}

  static String of(Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry ->
                  text(String.valueOf(entry.getKey()))
                      + ":"
                      + of(java.util.Objects.requireNonNull(entry.getValue())))
              .collect(Collectors.joining(",\n", "{", "}"));
      case Collection<?> all ->
          all.stream()
              .map(each -> of(java.util.Objects.requireNonNull(each)))
              .collect(Collectors.joining(",\n", "[", "]"));
      case Double number ->
          Double.isFinite(number) ? String.format(Locale.ROOT, "%.4f", number) : "null";
      case Number number -> number.toString();
      case Boolean truth -> truth.toString();
      default -> text(value.toString());
    };
  }

  private static String text(String value) {
    var out = new StringBuilder("\"");
    for (int n = 0; n < value.length(); n++) {
      char c = value.charAt(n);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
