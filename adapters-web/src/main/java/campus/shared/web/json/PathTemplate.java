package campus.shared.web.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The path of an HTTP rule ({@code google/api/http.proto}): {@code /v1/{name=posts/*}:publish}.
 *
 * @param segments literals and {@code *}
 * @param variables where each variable stands in the segments, by its path in the request
 * @param verb after the last colon; empty without one
 */
public record PathTemplate(List<String> segments, List<Variable> variables, String verb) {

  public static final String ANY = "*";

  private static final Pattern PART = Pattern.compile("\\{([\\w.]+)(?:=([^}]*))?}|[^/{}]+");

  /** A variable, from one segment up to another, exclusively. */
  public record Variable(String path, int from, int to) {}

  /**
   * @throws IllegalStateException if it is no such path, or has {@code **}, which Campus does not
   *     use
   */
  static PathTemplate parse(String text) {
    int colon = text.lastIndexOf(':');
    boolean hasVerb = colon > text.lastIndexOf('/') && colon > text.lastIndexOf('}');
    var path = hasVerb ? text.substring(0, colon) : text;
    var segments = new ArrayList<String>();
    var variables = new ArrayList<Variable>();
    var matcher = PART.matcher(path);
    while (matcher.find()) {
      var variable = matcher.group(1);
      if (variable == null) {
        segments.add(matcher.group());
      } else {
        int from = segments.size();
        var pattern = matcher.group(2) == null ? ANY : matcher.group(2);
        segments.addAll(List.of(pattern.split("/", -1)));
        variables.add(new Variable(variable, from, segments.size()));
      }
    }
    if (!path.startsWith("/") || segments.isEmpty() || segments.contains("**")) {
      throw new IllegalStateException("not a path that can be served: " + text);
    }
    return new PathTemplate(
        List.copyOf(segments), List.copyOf(variables), hasVerb ? text.substring(colon + 1) : "");
  }

  /** The values of the variables in a path that matches. */
  Map<String, String> values(List<String> path) {
    var values = new LinkedHashMap<String, String>();
    for (var variable : variables) {
      values.put(variable.path(), String.join("/", path.subList(variable.from(), variable.to())));
    }
    return values;
  }
}
