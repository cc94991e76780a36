package campus.shared.web.json;

import campus.shared.web.http.HttpFailure;
import campus.shared.web.http.RequestBody;
import campus.shared.web.http.Utf8;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads lines of at most {@link RequestBody#MAX_BYTES}. */
final class LineReader implements Closeable {

  private final InputStream in;

  LineReader(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /** The next line, or null at the end. */
  @Nullable String next() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return line.size() == 0 ? null : Utf8.text(line.toByteArray());
      }
      if (line.size() == RequestBody.MAX_BYTES) {
        throw new HttpFailure(413, "a line has more than " + RequestBody.MAX_BYTES + " bytes");
      }
      line.write(b);
    }
    return Utf8.text(line.toByteArray());
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
