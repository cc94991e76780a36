package campus.server.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A mail server of the tests, which keeps what it is sent. */
public final class TestMail implements AutoCloseable {

  /** Of all tests in this process: each reads the messages to its own users. */
  public static final TestMail SHARED = new TestMail(0);

  private final GreenMail server;

  /**
   * @param port 0 for any free one
   */
  public TestMail(int port) {
    server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
  }

  public int port() {
    return server.getSmtp().getPort();
  }

  /** Only this user may send. */
  public void allow(String user, String password) {
    var _ = server.setUser(user, password);
  }

  /** The settings of a server that sends by this one. */
  public Map<String, String> settings() {
    return Map.of(
        "CAMPUS_MAIL_HOST", "127.0.0.1",
        "CAMPUS_MAIL_PORT", String.valueOf(port()),
        "CAMPUS_MAIL_SECURITY", "none",
        "CAMPUS_MAIL_FROM", "campus@school.example");
  }

  /** The messages to an address, once there are so many. */
  public List<MimeMessage> await(String address, int count) throws InterruptedException {
    var deadline = System.nanoTime() + 20_000_000_000L;
    while (to(address).size() < count && System.nanoTime() < deadline) {
      Thread.sleep(10);
    }
    return to(address);
  }

  private List<MimeMessage> to(String address) {
    return Arrays.stream(server.getReceivedMessages())
        .filter(message -> recipient(message).equals(address))
        .toList();
  }

  private static String recipient(MimeMessage message) {
    try {
      return String.valueOf(message.getAllRecipients()[0]);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The decoded text of a message. */
  public static String text(MimeMessage message) {
    return GreenMailUtil.getBody(message).replace("=3D", "=").replace("\r\n", "\n");
  }

  @Override
  public void close() {
    server.stop();
  }
}
