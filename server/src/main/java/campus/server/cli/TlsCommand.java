package campus.server.cli;

import picocli.CommandLine.Command;

@Command(
    name = "tls",
    description = "Certificates to try TLS with.",
    subcommands = TlsNewCommand.class)
final class TlsCommand {}
