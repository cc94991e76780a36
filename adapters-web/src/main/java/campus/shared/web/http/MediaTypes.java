package campus.shared.web.http;

import java.util.Locale;

/** Media types in headers. */
public final class MediaTypes {

  private MediaTypes() {}

  /** Without its parameters, in lower case. */
  public static String bare(String header) {
    int end = header.indexOf(';');
    return (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
