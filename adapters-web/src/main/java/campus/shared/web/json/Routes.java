package campus.shared.web.json;

import campus.shared.web.call.Method;
import campus.shared.web.http.HttpFailure;
import campus.shared.web.http.Utf8;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the method of a path. */
public final class Routes {

  /** The places in the tree of paths, one for each segment. */
  private static final class Node {
    final Map<String, Node> literals = new HashMap<>();
    @Nullable Node any;

    /** By verb of the path, then by verb of HTTP. */
    final Map<String, Map<String, Route>> ends = new HashMap<>();
  }

  /**
   * A path that matches.
   *
   * @param variables of the path, by their paths in the request
   */
  public record Match(Route route, Map<String, String> variables) {}

  private final Node root = new Node();
  private final List<Route> all = new ArrayList<>();

  /**
   * @throws IllegalStateException if two methods have the same path
   */
  public Routes(Collection<Method> methods) {
    methods.forEach(method -> Route.of(method).forEach(this::add));
  }

  private void add(Route route) {
    var node = root;
    for (var segment : route.template().segments()) {
      if (segment.equals(PathTemplate.ANY)) {
        node.any = node.any == null ? new Node() : node.any;
        node = node.any;
      } else {
        node = node.literals.computeIfAbsent(segment, _ -> new Node());
      }
    }
    var before =
        node.ends
            .computeIfAbsent(route.template().verb(), _ -> new HashMap<>())
            .putIfAbsent(route.verb(), route);
    if (before != null) {
      throw new IllegalStateException(
          route.method().fullName() + " and " + before.method().fullName() + " share a path");
    }
    all.add(route);
  }

  public List<Route> all() {
    return all;
  }

  /**
   * Finds the route of a request.
   *
   * @param path still percent-encoded
   * @throws HttpFailure if there is none: 404, or 405 if there is one for another verb of HTTP
   */
  public Match find(String httpMethod, String path) {
    if (!path.startsWith("/")) {
      throw new HttpFailure(400, "this is no path: " + path);
    }
    var encoded = List.of(path.substring(1).split("/", -1));
    var last = encoded.getLast();
    int colon = last.lastIndexOf(':');
    Match found = null;
    if (colon >= 0) {
      var stem = new ArrayList<>(encoded.subList(0, encoded.size() - 1));
      stem.add(last.substring(0, colon));
      found = find(httpMethod, stem, last.substring(colon + 1));
    }
    if (found == null) {
      found = find(httpMethod, encoded, "");
    }
    if (found == null) {
      throw new HttpFailure(
          404, "there is nothing at " + httpMethod + " " + path + "; /docs lists what there is");
    }
    return found;
  }

  private @Nullable Match find(String httpMethod, List<String> encoded, String verb) {
    var path = encoded.stream().map(Utf8::pathDecoded).toList();
    var ends = find(root, path, 0, verb);
    if (ends == null) {
      return null;
    }
    var route = ends.get(httpMethod.equals("HEAD") ? "GET" : httpMethod);
    if (route == null) {
      var allowed = new TreeSet<>(ends.keySet());
      if (allowed.contains("GET")) {
        allowed.add("HEAD");
      }
      allowed.add("OPTIONS");
      var list = String.join(", ", allowed);
      throw new HttpFailure(
          httpMethod.equals("OPTIONS") ? 204 : 405,
          httpMethod + " is not possible here, only " + list,
          Map.of("allow", list));
    }
    return new Match(route, route.template().values(path));
  }

  private static @Nullable Map<String, Route> find(
      Node node, List<String> path, int at, String verb) {
    if (at == path.size()) {
      return node.ends.get(verb);
    }
    var segment = path.get(at);
    var literal = node.literals.get(segment);
    var found = literal == null ? null : find(literal, path, at + 1, verb);
    return found == null && node.any != null && !segment.isEmpty()
        ? find(node.any, path, at + 1, verb)
        : found;
  }
}
