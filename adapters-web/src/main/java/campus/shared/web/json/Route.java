package campus.shared.web.json;

import campus.shared.web.call.Method;
import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import java.util.List;
import java.util.stream.Stream;

/**
 * One of the HTTP rules of a method.
 *
 * @param verb of HTTP
 * @param body the field that the body is, {@code *} for the whole request, empty for no body
 */
public record Route(Method method, String verb, PathTemplate template, String body) {

  static final String WHOLE = "*";

  /** The rules of a method, the main one first; none if its contract has no rule. */
  static List<Route> of(Method method) {
    var options = method.contract().getOptions();
    if (!options.hasExtension(AnnotationsProto.http)) {
      return List.of();
    }
    var rule = options.getExtension(AnnotationsProto.http);
    return Stream.concat(Stream.of(rule), rule.getAdditionalBindingsList().stream())
        .map(binding -> of(method, binding))
        .toList();
  }

  private static Route of(Method method, HttpRule rule) {
    return switch (rule.getPatternCase()) {
      case GET -> of(method, "GET", rule.getGet(), rule);
      case PUT -> of(method, "PUT", rule.getPut(), rule);
      case POST -> of(method, "POST", rule.getPost(), rule);
      case DELETE -> of(method, "DELETE", rule.getDelete(), rule);
      case PATCH -> of(method, "PATCH", rule.getPatch(), rule);
      default -> throw new IllegalStateException(method.fullName() + ": unknown HTTP rule " + rule);
    };
  }

  private static Route of(Method method, String verb, String path, HttpRule rule) {
    return new Route(method, verb, PathTemplate.parse(path), rule.getBody());
  }

  public boolean hasBody() {
    return !body.isEmpty();
  }

  public boolean bodyIsWhole() {
    return body.equals(WHOLE);
  }
}
