package campus.publishing.grpc;

import campus.publishing.application.PublishingUseCases;
import campus.publishing.v1.Category;
import campus.publishing.v1.CategoryServiceGrpc;
import campus.publishing.v1.Tag;
import campus.publishing.v1.TagServiceGrpc;
import campus.shared.grpc.methods.Endpoint;
import campus.shared.grpc.methods.StandardMethods;
import io.grpc.BindableService;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The services that have standard methods only. */
@Factory
final class PublishingServices {

  @Singleton
  BindableService tags(PublishingUseCases publishing, StandardMethods standard) {
    return new Endpoint(TagServiceGrpc.getServiceDescriptor(), standard)
        .entities(Tag.getDefaultInstance(), publishing.tags(), new TagMapping());
  }

  @Singleton
  BindableService categories(PublishingUseCases publishing, StandardMethods standard) {
    return new Endpoint(CategoryServiceGrpc.getServiceDescriptor(), standard)
        .entities(Category.getDefaultInstance(), publishing.categories(), new CategoryMapping());
  }
}
