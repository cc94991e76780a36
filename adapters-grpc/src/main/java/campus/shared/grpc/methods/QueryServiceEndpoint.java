package campus.shared.grpc.methods;

import campus.shared.application.query.ResourceQueries;
import campus.shared.application.query.ResourceSchema;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.ResourceType;
import campus.shared.grpc.wire.Callers;
import campus.shared.v1.ExplainListRequest;
import campus.shared.v1.ExplainListResponse;
import campus.shared.v1.QueryServiceGrpc;
import jakarta.inject.Singleton;

@Singleton
final class QueryServiceEndpoint extends Endpoint {

  private static final String TYPE_PREFIX = "campus/";

  private final ResourceQueries queries;
  private final StandardMethods standard;

  QueryServiceEndpoint(ResourceQueries queries, StandardMethods standard) {
    super(QueryServiceGrpc.getServiceDescriptor(), standard);
    this.queries = queries;
    this.standard = standard;
    serve(QueryServiceGrpc.getExplainListMethod(), this::explain);
  }

  private ExplainListResponse explain(ExplainListRequest request) {
    var query = standard.query(type(request.getResourceType()), request);
    var response = ExplainListResponse.newBuilder();
    for (var explained : queries.explain(Callers.current(), query)) {
      response.addStatementsBuilder().setSql(explained.sql()).setPlan(explained.plan());
    }
    return response.build();
  }

  private ResourceType type(String text) {
    return queries.schemas().stream()
        .map(ResourceSchema::type)
        .filter(type -> text.equals(TYPE_PREFIX + type.name()))
        .findAny()
        .orElseThrow(() -> new NotFound("the resource type \"" + text + "\""));
  }
}
