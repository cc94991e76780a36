package campus.shared.grpc;

import io.grpc.ServerBuilder;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;

/** Puts the {@link Edge} into Micronaut's gRPC server. */
@Singleton
final class EdgeInstaller implements BeanCreatedEventListener<ServerBuilder<?>> {

  // A listener is made before all other beans; what it needs is not, or their listeners miss it.
  private final BeanProvider<Edge> edge;

  EdgeInstaller(BeanProvider<Edge> edge) {
    this.edge = edge;
  }

  @Override
  public ServerBuilder<?> onCreated(BeanCreatedEvent<ServerBuilder<?>> event) {
    edge.get().applyTo(event.getBean());
    return event.getBean();
  }
}
