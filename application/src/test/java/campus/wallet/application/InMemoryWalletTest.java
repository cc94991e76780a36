package campus.wallet.application;

import campus.wallet.application.testing.InMemoryWallet;
import campus.wallet.application.testing.WalletContract;
import campus.wallet.application.testing.WalletPorts;

class InMemoryWalletTest extends WalletContract {

  @Override
  protected WalletPorts emptyPorts() {
    return InMemoryWallet.create();
  }
}
