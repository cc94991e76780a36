package campus.benchmarks.load;

/** How a call goes over the network. */
public enum Way {
  GRPC,
  /** gRPC-Web, binary, on the web port. */
  GRPC_WEB,
  /** HTTP and JSON, on the web port. */
  JSON
}
