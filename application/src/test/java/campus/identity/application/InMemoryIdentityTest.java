package campus.identity.application;

import campus.identity.application.testing.IdentityContract;
import campus.identity.application.testing.IdentityPorts;
import campus.identity.application.testing.InMemoryIdentity;

class InMemoryIdentityTest extends IdentityContract {

  @Override
  protected IdentityPorts emptyPorts() {
    return InMemoryIdentity.create();
  }
}
