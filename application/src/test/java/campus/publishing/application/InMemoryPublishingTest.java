package campus.publishing.application;

import campus.publishing.application.testing.InMemoryPublishing;
import campus.publishing.application.testing.PublishingContract;
import campus.publishing.application.testing.PublishingPorts;

class InMemoryPublishingTest extends PublishingContract {

  @Override
  protected PublishingPorts emptyPorts() {
    return InMemoryPublishing.create();
  }
}
