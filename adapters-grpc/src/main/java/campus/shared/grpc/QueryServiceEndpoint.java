package campus.shared.grpc;

import campus.shared.application.ResourceQueries;
import campus.shared.application.ResourceSchema;
import campus.shared.application.ResourceType;
import campus.shared.domain.NotFound;
import campus.shared.v1.ExplainListRequest;
import campus.shared.v1.ExplainListResponse;
import campus.shared.v1.QueryServiceGrpc.QueryServiceImplBase;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

@Singleton
final class QueryServiceEndpoint extends QueryServiceImplBase {

  private static final String TYPE_PREFIX = "campus/";

  private final ResourceQueries queries;

  QueryServiceEndpoint(ResourceQueries queries) {
    this.queries = queries;
  }

  @Override
  public void explainList(ExplainListRequest request, StreamObserver<ExplainListResponse> answer) {
    var query = ListRequests.query(type(request.getResourceType()), request);
    var response = ExplainListResponse.newBuilder();
    for (var explained : queries.explain(Callers.current(), query)) {
      response.addStatementsBuilder().setSql(explained.sql()).setPlan(explained.plan());
    }
    Answers.one(answer, response.build());
  }

  private ResourceType type(String text) {
    return queries.schemas().stream()
        .map(ResourceSchema::type)
        .filter(type -> text.equals(TYPE_PREFIX + type.name()))
        .findAny()
        .orElseThrow(() -> new NotFound("the resource type \"" + text + "\""));
  }
}
