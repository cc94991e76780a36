package campus.wallet.grpc;

import campus.shared.grpc.Answers;
import campus.wallet.application.LedgerUseCases;
import campus.wallet.application.WalletUseCases;
import campus.wallet.v1.LedgerServiceGrpc.LedgerServiceImplBase;
import campus.wallet.v1.VerifyLedgerRequest;
import campus.wallet.v1.VerifyLedgerResponse;
import campus.wallet.v1.VerifyLedgerResponse.Violation;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

@Singleton
final class LedgerServiceEndpoint extends LedgerServiceImplBase {

  private final LedgerUseCases ledger;

  LedgerServiceEndpoint(WalletUseCases wallet) {
    this.ledger = wallet.ledger();
  }

  @Override
  public void verifyLedger(
      VerifyLedgerRequest request, StreamObserver<VerifyLedgerResponse> answer) {
    var found = ledger.verify();
    var response = VerifyLedgerResponse.newBuilder().setConsistent(found.isEmpty());
    found.forEach(discrepancy ->
        response.addViolations(
            Violation.newBuilder()
                .setSubject(discrepancy.subject())
                .setDescription(discrepancy.description())));
    Answers.one(answer, response.build());
  }
}
