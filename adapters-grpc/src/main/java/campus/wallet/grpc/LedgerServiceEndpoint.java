package campus.wallet.grpc;

import campus.shared.grpc.methods.Endpoint;
import campus.shared.grpc.methods.StandardMethods;
import campus.wallet.application.LedgerUseCases;
import campus.wallet.application.WalletUseCases;
import campus.wallet.v1.LedgerServiceGrpc;
import campus.wallet.v1.VerifyLedgerResponse;
import campus.wallet.v1.VerifyLedgerResponse.Violation;
import jakarta.inject.Singleton;

@Singleton
final class LedgerServiceEndpoint extends Endpoint {

  private final LedgerUseCases ledger;

  LedgerServiceEndpoint(WalletUseCases wallet, StandardMethods standard) {
    super(LedgerServiceGrpc.getServiceDescriptor(), standard);
    this.ledger = wallet.ledger();
    serve(LedgerServiceGrpc.getVerifyLedgerMethod(), _ -> verify());
  }

  private VerifyLedgerResponse verify() {
    var found = ledger.verify();
    var response = VerifyLedgerResponse.newBuilder().setConsistent(found.isEmpty());
    found.forEach(discrepancy ->
        response.addViolations(
            Violation.newBuilder()
                .setSubject(discrepancy.subject())
                .setDescription(discrepancy.description())));
    return response.build();
  }
}
