package campus.server.cli;

import campus.server.tls.TrialCertificates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "new",
    description =
        "Writes a CA, and certificates of a server and a client, to try TLS with for a year.")
final class TlsNewCommand implements Callable<Integer> {

  private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1", "::1");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description =
          "A name or address of the server, besides localhost, 127.0.0.1 and ::1; can be repeated.")
  private List<String> hosts = new ArrayList<>();

  @Parameters(paramLabel = "DIR", description = "Where to; is made when missing.")
  private Path directory = Path.of("");

  @Override
  public Integer call() {
    var names = new ArrayList<>(THIS_MACHINE);
    names.addAll(hosts);
    TrialCertificates.write(directory, names);
    var to = directory.toAbsolutePath().normalize();
    spec.commandLine()
        .getOut()
        .printf(
            """
            Wrote ca, server and client to %1$s, each a .crt and a .key.

            Serve with TLS:
              CAMPUS_TLS_CERTIFICATE=%1$s/server.crt CAMPUS_TLS_KEY=%1$s/server.key ./campus serve
            To ask clients for certificates, set these too (or required instead of optional):
              CAMPUS_TLS_CLIENT_CA=%1$s/ca.crt CAMPUS_TLS_CLIENT_AUTH=optional
            Call it:
              grpcurl -cacert %1$s/ca.crt -cert %1$s/client.crt -key %1$s/client.key localhost:50051 list
              curl --cacert %1$s/ca.crt --cert %1$s/client.crt --key %1$s/client.key https://localhost:8081/docs

            Keep ca.key to yourself: it makes certificates that those who trust ca.crt believe.
            """,
            to);
    spec.commandLine().getOut().flush();
    return 0;
  }
}
