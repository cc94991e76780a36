package campus.wallet.persistence;

import campus.shared.persistence.testing.Engine;
import campus.wallet.application.testing.InMemoryWallet;
import campus.wallet.application.testing.WalletModel;
import campus.wallet.application.testing.WalletModel.Kind;
import campus.wallet.application.testing.WalletModel.Step;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is done in whatever order, the wallet answers as a model of plain numbers does. */
class WalletProperties {

  @Property(tries = 200)
  void inMemory(@ForAll("steps") List<Step> steps) {
    new WalletModel(InMemoryWallet.create()).check(steps);
  }

  @Property(tries = 40)
  void onPostgres(@ForAll("steps") List<Step> steps) {
    new WalletModel(JdbcWalletPorts.empty(Engine.POSTGRES_18)).check(steps);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    var number = Arbitraries.integers().between(0, 11);
    // Accounts to begin with, then anything.
    var opened = new Step(Kind.OPEN, 0, 0, 0);
    return Combinators.combine(
            Arbitraries.of(Kind.values()), number, number, Arbitraries.integers().between(1, 50))
        .as(Step::new)
        .list()
        .ofMaxSize(40)
        .map(steps -> {
          var all = new ArrayList<>(List.of(opened, opened, opened));
          all.addAll(steps);
          return all;
        });
  }
}
